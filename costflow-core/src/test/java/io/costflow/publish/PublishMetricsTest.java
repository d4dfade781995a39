package io.costflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.metrics.MetricScope;
import io.costflow.metrics.RegisteredMetrics;
import io.costflow.publish.DayReport.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted of a day that was published. Instants are in milliseconds. */
class PublishMetricsTest {

    private static final SourceDay DAY = SourceDay.of("org1234567", UsageDay.SOURCE, UsageDay.DAY);
    private static final long STARTED = 50_000;
    private static final long LISTED = 100_000;
    private static final long COMMITTED = 103_000;

    private final RegisteredMetrics registered = new RegisteredMetrics();
    private final PublishMetrics metrics = new PublishMetrics(MetricScope.ofOperator(registered.group()), STARTED);

    @Test
    void processingIsFromTheLookToTheCommitAndLagFromTheNewestFile() {
        published(90_000, new Replaced(80_000_000, Replaced.NO_TAKEOVER));

        assertThat(registered.values()).containsAllEntriesOf(Map.of(
                "daysPublished", 1L, "rowsWritten", 5L, "rowsDeleted", 2L, "rowsKept", 3L, "publishMillis", 40L, "processingMillis", 3_000L,
                "daysOfNewFiles", 1L, "revisionLagMillis", 13_000L, "daysTakenOver", 0L));
    }

    @Test
    void aDayThatIsPublishedAgainWithoutANewFileHasNoLag() {
        published(70_000, new Replaced(80_000_000, Replaced.NO_TAKEOVER));

        assertThat(registered.values()).containsEntry("daysPublished", 1L).containsEntry("daysOfNewFiles", 0L).containsEntry("revisionLagMillis", 0L);
    }

    @Test
    void historyThatWasThereBeforeTheStartIsNoLag() {
        published(STARTED - 1, new Replaced(0, Replaced.NO_TAKEOVER));
        assertThat(registered.values()).containsEntry("daysOfNewFiles", 0L);

        published(STARTED + 1, new Replaced(0, Replaced.NO_TAKEOVER));
        assertThat(registered.values()).containsEntry("daysOfNewFiles", 1L);
    }

    @Test
    void theLargestDifferenceOfADayThatWasTakenOverIsKept() {
        published(0, new Replaced(0, 0.25));
        published(0, new Replaced(0, 0));
        published(0, new Replaced(1, Replaced.NO_TAKEOVER));

        assertThat(registered.values()).containsEntry("daysTakenOver", 2L).containsEntry("takeoverDifference", 0.25);
    }

    @Test
    void daysThatAreHeldBackOrRightAlreadyAreCountedAsThat() {
        metrics.count(mark(0), report(Outcome.HELD_BACK, null), 1, COMMITTED);
        metrics.count(mark(0), report(Outcome.UNCHANGED, null), 1, COMMITTED);
        metrics.count(mark(0), report(Outcome.SUPERSEDED, null), 1, COMMITTED);

        assertThat(registered.values()).containsAllEntriesOf(Map.of("daysHeldBack", 1L, "daysUnchanged", 2L, "daysPublished", 0L, "processingMillis", 0L));
    }

    private void published(long newestFile, Replaced replaced) {
        metrics.count(mark(newestFile), report(Outcome.PUBLISHED, replaced), 40, COMMITTED);
    }

    private static DayMark mark(long newestFile) {
        return new DayMark(DAY, LISTED * 1000, "files", "rows", 5, 1, 9, false, null, null, LISTED * 1000, newestFile);
    }

    private static DayReport report(Outcome outcome, Replaced replaced) {
        return new DayReport(DAY, LISTED * 1000, outcome, 9, 5, 2, 3, null, replaced);
    }
}
