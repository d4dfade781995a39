package io.costflow.doctor;

import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.publish.SourceModes;
import io.costflow.serve.answer.StatementLog;
import io.costflow.serve.answer.StatementLog.Counted;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What still needs the Trino behind the endpoint, and since when its tables lack what koku has sent. */
final class TrinoCheck {

    private static final int NAMED = 5;

    private final Connection connection;
    private final ServeSettings serve;
    private final LocalDate today;

    TrinoCheck(Connection connection, ServeSettings serve, LocalDate today) {
        this.connection = connection;
        this.serve = serve;
        this.today = today;
    }

    /** What there is to say of a tenant: nothing where Costflow does not stand in for Trino. */
    List<Finding> check(String tenant, List<SourceSettings> sources) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (serve.mode() == null && serve.trinoUrl() == null) {
            return findings;
        }
        List<Counted> statements = StatementLog.read(connection, tenant, today.minusDays(StatementLog.KEPT_DAYS));
        Map<String, Map<String, SourceMode>> modes = SourceModes.read(connection, tenant);
        List<String> written = sources.stream().flatMap(source -> byTrino(source, modes).stream()).sorted().toList();
        if (!written.isEmpty()) {
            findings.add(Finding.note(tenant + " still needs Trino, which writes " + some(written) + ": " + SourceModes.NAME + " or serve.mode says so."
                    + (serve.trinoUrl() == null ? " Without serve.trino.url, an endpoint with this configuration refuses koku's statements that write these." : "")));
        }
        List<String> passedOn = kinds(statements.stream().filter(line -> line.answeredBy().equals("trino") && line.mode().equals(SourceMode.COSTFLOW.text())).toList());
        if (!passedOn.isEmpty()) {
            findings.add(Finding.note(tenant + " still needs Trino, which has answered statements of sources in mode costflow in the last " + StatementLog.KEPT_DAYS
                    + " days: " + some(passedOn) + ". './costflow statements' lists them."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(tenant + ": nothing has needed Trino for " + StatementLog.KEPT_DAYS + " days, or since the endpoint began."));
        }
        gap(tenant, statements).ifPresent(findings::add);
        return findings;
    }

    /** The outputs of a source that Trino writes. */
    private List<String> byTrino(SourceSettings source, Map<String, Map<String, SourceMode>> modes) {
        List<String> outputs = new ArrayList<>();
        List<? extends Output> all = Providers.of(source).outputs();
        for (Output output : all) {
            SourceMode mode = SourceModes.of(modes, source.uuid(), output.id()).orElse(serve.usualMode());
            if (mode.isWrittenByTrino()) {
                outputs.add(output.id() + " (" + mode.text() + ")");
            }
        }
        return outputs.isEmpty() ? List.of() : List.of(SourceCheck.name(source) + ": " + String.join(", ", outputs));
    }

    private static Optional<Finding> gap(String tenant, List<Counted> statements) {
        List<Counted> missed = statements.stream().filter(line -> line.answeredBy().equals(StatementLog.MISSED)).toList();
        return missed.stream().map(Counted::day).min(Comparator.naturalOrder()).map(first -> Finding.note(tenant + ": Trino's Hive tables have gaps since " + first
                + " or earlier: " + missed.stream().mapToLong(Counted::count).sum() + " statements were answered here alone ("
                + missed.stream().map(Counted::lastError).filter(error -> error != null).findFirst().map(error -> "Trino failed: " + error)
                        .orElse("serve.trino.url is not set, or serve.trino.keep-warm is false")
                + "). To go back to Trino, have koku summarise the months since then again; docs/migration.md has the calls."));
    }

    private static List<String> kinds(List<Counted> statements) {
        return statements.stream().collect(Collectors.groupingBy(Counted::kind, TreeMap::new, Collectors.summingLong(Counted::count))).entrySet().stream()
                .map(kind -> kind.getKey() + " (" + kind.getValue() + ")").toList();
    }

    private static String some(List<String> all) {
        int others = all.size() - NAMED;
        return String.join("; ", all.subList(0, Math.min(NAMED, all.size()))) + (others > 0 ? " and " + others + " more" : "");
    }
}
