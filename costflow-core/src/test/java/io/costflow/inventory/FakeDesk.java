package io.costflow.inventory;

import io.costflow.day.OutputPeriod;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsureRequest.State;
import io.costflow.publish.EnsuredPeriods.Standing;
import io.costflow.settings.SourceMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A desk whose requests and standings a test sets. It is polled by hand, since the thread of the enumerator finds it closed to it. */
final class FakeDesk implements RequestDesk {

    private static final long serialVersionUID = 1L;
    static final long REFERENCE = 7;

    final List<EnsureRequest> open = new ArrayList<>();
    final Map<OutputPeriod, Standing> standings = new HashMap<>();
    final Set<OutputPeriod> complete = new HashSet<>();
    final Map<String, Map<String, Map<String, SourceMode>>> modes = new HashMap<>();
    final List<String> answers = new ArrayList<>();
    final Map<UUID, Long> begun = new HashMap<>();
    private final Thread test = Thread.currentThread();

    /** Asks for days of October. */
    EnsureRequest ask(String output, int from, int to, Instant at, Instant expires) {
        EnsureRequest request = new EnsureRequest(
                Lake.SOURCE.tenant(), new UUID(0, open.size() + answers.size()), null, Lake.SOURCE.uuid(), output, null, LocalDate.of(2025, 10, from), LocalDate.of(2025, 10, to),
                "a test", at, State.WAITING, 0, REFERENCE, null, null, expires);
        open.add(request);
        return request;
    }

    @Override
    public Poll poll(Collection<OutputPeriod> periods) {
        return Thread.currentThread() == test ? new Poll(List.copyOf(open), standings(periods), modes) : Poll.NOTHING;
    }

    @Override
    public Map<OutputPeriod, Standing> standings(Collection<OutputPeriod> periods) {
        Map<OutputPeriod, Standing> those = new HashMap<>(standings);
        those.keySet().retainAll(periods);
        return those;
    }

    @Override
    public Set<OutputPeriod> complete(Collection<OutputPeriod> periods) {
        Set<OutputPeriod> those = new HashSet<>(complete);
        those.retainAll(periods);
        return those;
    }

    @Override
    public Set<OutputPeriod> summarised(Collection<OutputPeriod> periods) {
        return Set.copyOf(periods);
    }

    @Override
    public void begin(EnsureRequest request, long revision) {
        begun.put(request.id(), revision);
    }

    @Override
    public void done(EnsureRequest request, String remark) {
        open.remove(request);
        answers.add("done" + (remark == null ? "" : ": " + remark));
    }

    @Override
    public void failed(EnsureRequest request, String reason) {
        open.remove(request);
        answers.add("failed: " + reason);
    }

    @Override
    public void close() {}
}
