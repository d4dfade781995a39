package io.costflow.inventory;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.publish.SourceModes;
import io.costflow.publish.WriteRule;
import io.costflow.settings.DayRange;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the outputs that an operator has handed over to Costflow since the last poll. Another program has written their rows meanwhile, so that their days are to
 * be compared with the tables, whatever was published before.
 */
final class Handovers {

    private record SourceOutput(String tenant, String source, String output) {}

    private final WriteRule rule;
    private final Map<SourceOutput, SourceMode> before = new HashMap<>();

    /** @param rule who writes what the tables say nothing of */
    Handovers(WriteRule rule) {
        this.rule = rule;
    }

    /**
     * The days of outputs that Costflow writes now and did not write at the call before. Days that are written on request only are compared on request.
     *
     * @param modes who writes what, by tenant, source and output; tenants whose tables cannot be read are missing
     */
    Set<OutputPeriod> since(Collection<SourceSettings> sources, Map<String, Map<String, Map<String, SourceMode>>> modes, DayRange window) {
        Set<OutputPeriod> due = new HashSet<>();
        for (SourceSettings source : sources) {
            Map<String, Map<String, SourceMode>> ofTenant = modes.get(source.tenant());
            if (ofTenant != null) {
                for (Output output : Providers.of(source).outputs()) {
                    SourceMode now = SourceModes.of(ofTenant, source.uuid(), output.id()).orElse(rule.usual());
                    SourceMode last = before.put(new SourceOutput(source.tenant(), source.uuid(), output.id()), now);
                    if (last != null && !last.isWritten() && now.isWritten() && !rule.onRequest()) {
                        addDays(due, source, output, window);
                    }
                }
            }
        }
        return due;
    }

    private static void addDays(Set<OutputPeriod> due, SourceSettings source, Output output, DayRange window) {
        for (LocalDate day = window.from(); !day.isAfter(window.to()); day = day.plusDays(1)) {
            due.add(output.period(SourceDay.of(source.tenant(), source.uuid(), day)));
        }
    }
}
