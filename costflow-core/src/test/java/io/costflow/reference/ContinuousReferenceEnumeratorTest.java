package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.metrics.CostflowMetric;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a continuous run reads the reference data, and what of it reaches the reader. */
class ContinuousReferenceEnumeratorTest {

    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Duration BUDGET = Duration.ofSeconds(60);

    private final PollingContext context = new PollingContext();
    private List<ReferenceSnapshot> tables = List.of(first("a", 1), second("b", 1));
    private final Requests requests = new Requests();
    private final RequestedSnapshots requested =
            new RequestedSnapshots(requests, asked -> read().stream().filter(snapshot -> asked.contains(snapshot.tenant())).toList(), 0);
    private IOException failure;
    private int reads;
    private long seconds;
    private ContinuousReferenceEnumerator enumerator;

    @BeforeEach
    void startWithAReader() {
        context.register();
        enumerator = start(ReferenceCheckpoint.NONE);
    }

    @Test
    void theFirstReadStartsAtOnceAndTheOthersAfterEachPause() {
        assertThat(context.initialDelay).isZero();
        assertThat(context.period).isEqualTo(POLL.toMillis());
        poll();
        assertThat(context.assigned).containsExactly(first("a", 1), second("b", 2));
        assertThat(context.toldNoMore).isFalse();
    }

    @Test
    void onlyTheTenantThatChangedIsHandedOutAgain() {
        poll();
        tables = List.of(first("a", 50), second("c", 50));
        poll();
        assertThat(context.assigned).containsExactly(first("a", 1), second("b", 2), second("c", 50));
    }

    @Test
    void aRequestHasItsTenantReadAtOnce() throws Exception {
        poll();
        tables = List.of(first("a", 50), second("c", 50));
        requests.waiting.put("first", List.of(new UUID(0, 1)));
        pollRequests();
        assertThat(context.assigned).as("the other tenant is read at the next poll").containsExactly(first("a", 1), second("b", 2));
        assertThat(requests.read).containsExactly("first 00000000-0000-0000-0000-000000000001 at 1");

        requests.waiting.put("second", List.of(new UUID(0, 2)));
        pollRequests();
        assertThat(context.assigned).endsWith(second("c", 50));
        assertThat(requests.read).endsWith("second 00000000-0000-0000-0000-000000000002 at 50");
    }

    @Test
    void withoutRequestsNothingIsReadBetweenPolls() throws Exception {
        poll();
        pollRequests();
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aRequestWhoseReadFailsIsReadForAgain() throws Exception {
        poll();
        failure = new IOException("no route to the database");
        requests.waiting.put("first", List.of(new UUID(0, 1)));
        assertThatThrownBy(this::pollRequests).isInstanceOf(IOException.class);
        assertThat(requests.read).isEmpty();
        failure = null;
        pollRequests();
        assertThat(requests.read).hasSize(1);
    }

    private void pollRequests() throws Exception {
        requested.poll(enumerator::known);
    }

    private static final class Requests implements ReferenceRequests {

        private static final long serialVersionUID = 1L;

        private final Map<String, List<UUID>> waiting = new TreeMap<>();
        private final List<String> read = new ArrayList<>();

        @Override
        public Map<String, List<UUID>> waiting() {
            return new TreeMap<>(waiting);
        }

        @Override
        public void wereRead(String tenant, List<UUID> ids, long revision) {
            waiting.remove(tenant);
            ids.forEach(id -> read.add(tenant + " " + id + " at " + revision));
        }
    }

    @Test
    void anotherInstantAloneIsNoChange() {
        poll();
        tables = List.of(first("a", 77), second("b", 77));
        poll();
        assertThat(reads).isEqualTo(2);
        assertThat(context.assigned).hasSize(2);
    }

    @Test
    void whatGoesBackToAnEarlierStateIsAChange() {
        poll();
        tables = List.of(first("x", 10), second("b", 10));
        poll();
        tables = List.of(first("a", 20), second("b", 20));
        poll();
        assertThat(context.assigned).endsWith(first("x", 10), first("a", 20));
    }

    @Test
    void revisionsRiseWhenTheClockIsSetBack() {
        tables = List.of(first("a", 1000));
        poll();
        tables = List.of(first("x", 5));
        poll();
        assertThat(context.assigned).containsExactly(first("a", 1000), first("x", 1001));
    }

    @Test
    void revisionsRiseAcrossARestore() {
        tables = List.of(first("a", 1000));
        poll();
        enumerator = start(enumerator.snapshotState(1));
        tables = List.of(first("a", 5));
        poll();
        assertThat(context.assigned).containsExactly(first("a", 1000), first("a", 1001));
    }

    @Test
    void tenantsComeAndGo() {
        poll();
        tables = List.of(first("a", 10));
        poll();
        tables = List.of(first("a", 20), second("b", 20));
        poll();
        assertThat(context.assigned).endsWith(second("b", 20));
        assertThat(context.assigned).hasSize(3);
    }

    @Test
    void aReaderThatComesLaterIsGivenWhatIsNewest() {
        context.unregister();
        poll();
        tables = List.of(first("x", 10), second("b", 10));
        poll();
        assertThat(context.assigned).isEmpty();
        context.register();
        enumerator.addReader(0);
        assertThat(context.assigned).containsExactly(first("x", 10), second("b", 2));
    }

    @Test
    void aReaderThatWasLostIsGivenTheNewestOfEveryTenantAndNothingOlder() {
        poll();
        context.unregister();
        enumerator.addSplitsBack(List.of(new ReferenceSplit(first("a", 1))), 0);
        tables = List.of(first("x", 10), second("b", 10));
        poll();
        context.assigned.clear();
        context.register();
        enumerator.addReader(0);
        assertThat(context.assigned).containsExactly(first("x", 10), second("b", 2));
    }

    @Test
    void aReadThatFailsIsCountedAndTriedAgainAtTheNextPoll() {
        poll();
        failure = new IOException("no route to host");
        poll();
        assertThat(context.counters.get(CostflowMetric.REFERENCE_READS_FAILED.id()).getCount()).isEqualTo(1);
        failure = null;
        tables = List.of(first("x", 90), second("b", 90));
        poll();
        assertThat(context.assigned).endsWith(first("x", 90));
        assertThat(context.counters.get(CostflowMetric.REFERENCE_READS_FAILED.id()).getCount()).isEqualTo(1);
    }

    @Test
    void theJobFailsWhenReadingFailsForLongerThanTheBudget() {
        failure = new IOException("no route to host");
        for (int i = 0; i < 3; i++) {
            poll();
        }
        assertThatThrownBy(this::poll).hasMessageContaining("4 times in a row").hasMessageContaining("60 s (database.outage-budget)")
                .hasMessageContaining("no route to host");
    }

    @Test
    void aReadThatSucceedsBetweenOthersBeginsTheBudgetAnew() {
        for (int i = 0; i < 10; i++) {
            failure = i % 3 == 0 ? null : new IOException("too many connections");
            poll();
        }
        assertThat(context.counters.get(CostflowMetric.REFERENCE_READS_FAILED.id()).getCount()).isEqualTo(6);
    }

    @Test
    void theAgeIsThatOfTheLastReadThatSucceeded() {
        seconds += 5;
        assertThat(age()).isEqualTo(5_000L);
        poll();
        failure = new IOException("not now");
        poll();
        seconds += 7;
        assertThat(age()).isEqualTo((POLL.toSeconds() * 2 + 7) * 1000);
    }

    @Test
    void callsThatAreMadeUpForReadNothing() {
        context.poll();
        context.poll();
        context.poll();
        assertThat(reads).isEqualTo(1);
    }

    private Object age() {
        return context.gauges.get(CostflowMetric.REFERENCE_AGE_MILLIS.id()).getValue();
    }

    /** One poll, after which the time of a poll passes. */
    private void poll() {
        context.poll();
        seconds += POLL.toSeconds();
    }

    private ContinuousReferenceEnumerator start(ReferenceCheckpoint checkpoint) {
        ReadingHealth health = new ReadingHealth(BUDGET, this::instant);
        ContinuousReferenceEnumerator started = new ContinuousReferenceEnumerator(context, () -> new ReferenceReading(read(), Map.of()),
                requested, POLL, health, this::instant, checkpoint, () -> {});
        started.start();
        return started;
    }

    private Instant instant() {
        return Instant.ofEpochSecond(seconds);
    }

    private List<ReferenceSnapshot> read() throws IOException {
        reads++;
        if (failure != null) {
            throw failure;
        }
        return tables;
    }

    private static ReferenceSnapshot first(String key, long revision) {
        return SnapshotBuilder.of("first").openShiftKeys(List.of(key)).revision(revision).build();
    }

    private static ReferenceSnapshot second(String key, long revision) {
        return SnapshotBuilder.of("second").openShiftKeys(List.of(key)).revision(revision).build();
    }
}
