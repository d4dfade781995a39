package io.costflow.inventory;

import static io.costflow.inventory.EnumeratorRun.POLL;
import static io.costflow.inventory.EnumeratorRun.SETTLE;
import static io.costflow.inventory.EnumeratorRun.continuous;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.overwritten;
import static io.costflow.inventory.Lake.storage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.LakeFile;
import io.costflow.inventory.FileOutcome.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run that looks again and again: what is planned, and read, when the lake changes. */
class ContinuousInventoryTest {

    private static final String DAILY_3 = "pod_usage.2025-10-03.1.0_daily_0.parquet";
    private static final String HOURLY_3 = "pod_usage.2025-10-03.1.0_0.parquet";

    private final FakeCatalog catalog = new FakeCatalog(daily(3), hourly(3));
    private final EnumeratorRun run = started(InventoryCheckpoint.NOTHING);

    @Test
    void whatIsThereAtTheStartIsReadWithoutDelay() {
        assertThat(run.next()).hasSize(3).first().isEqualTo("plan 3 @1000000000000000: 2 files");
        assertThat(run.after(POLL).next()).isEmpty();
        assertThat(run.toldNoMore(0)).isFalse();
    }

    @Test
    void aChangeIsPlannedWhenItHasSettledAndOnlyWhatIsNewIsRead() {
        run.next();
        catalog.set(daily(3), hourly(3), storage(3));
        assertThat(run.after(POLL).next()).as("noticed").isEmpty();
        assertThat(run.after(POLL).next()).as("not settled").isEmpty();
        assertThat(run.after(SETTLE.minus(POLL)).next()).extracting(text -> text.replaceAll(" @\\d+", "")).containsExactly(
                "plan 3: 3 files", "read storage_usage.2025-10-03.1.0_daily_0.parquet for [3]");
    }

    @Test
    void aChangeThatSettlesIsListedByEachPollAndCountsAtOnceWhenAllFilesAreWritten() {
        run.next();
        assertThat(catalog.changing).isEmpty();
        catalog.set(daily(3), hourly(3), storage(3));
        run.after(POLL);
        assertThat(run.after(POLL).next()).isEmpty();
        assertThat(catalog.changing).containsExactly(Lake.OCTOBER);
        catalog.complete = Set.of(Lake.SOURCE.uuid());
        assertThat(run.after(POLL.dividedBy(2)).next()).as("no poll since").isEmpty();
        assertThat(run.after(POLL.dividedBy(2)).next()).hasSize(2).first().asString().startsWith("plan 3").endsWith("3 files");
        catalog.complete = Set.of();
        catalog.set(daily(3), hourly(3));
        assertThat(run.after(POLL).next()).as("the next change settles").isEmpty();
        assertThat(catalog.changing).as("nothing had to settle before that").isEmpty();
    }

    @Test
    void aChangeThatChangesAgainBeginsToSettleAnew() {
        run.next();
        catalog.set(daily(3), hourly(3), storage(3));
        run.after(POLL);
        run.after(POLL);
        catalog.set(daily(3), overwritten(hourly(3)), storage(3));
        assertThat(run.after(POLL).next()).isEmpty();
        assertThat(run.after(SETTLE).next()).extracting(text -> text.replaceAll(" @\\d+", ""))
                .containsExactly("plan 3: 3 files", "read " + HOURLY_3 + " for [3]", "read storage_usage.2025-10-03.1.0_daily_0.parquet for [3]");
    }

    @Test
    void aChangeThatIsTakenBackIsNone() {
        run.next();
        catalog.set(daily(3));
        run.after(POLL);
        catalog.set(daily(3), hourly(3));
        run.after(POLL);
        assertThat(run.after(SETTLE).next()).isEmpty();
    }

    @Test
    void aDayThatLacksAFileIsBlockedAndWhatItHadIsReadAgainLater() {
        run.next();
        catalog.set(daily(3));
        run.after(POLL);
        assertThat(run.after(SETTLE).next()).singleElement().asString().endsWith(": blocked");
        catalog.set(daily(3), hourly(3));
        run.after(POLL);
        assertThat(run.after(SETTLE).next()).as("the operators dropped the one that was away").extracting(text -> text.replaceAll(" @\\d+", ""))
                .containsExactly("plan 3: 2 files", "read " + HOURLY_3 + " for [3]");
    }

    @Test
    void aDayWhoseFilesAreGoneIsPublishedEmptyAfterAWhile() {
        catalog.set(daily(3), hourly(3), daily(4), hourly(4));
        run.after(POLL);
        run.after(SETTLE).next();
        catalog.set(daily(4), hourly(4));
        run.after(POLL);
        assertThat(run.after(SETTLE).next()).singleElement().asString().startsWith("plan 3").endsWith(": blocked");
        assertThat(run.after(Duration.ofMinutes(59)).next()).isEmpty();
        assertThat(run.after(Duration.ofMinutes(2)).next()).singleElement().asString().startsWith("plan 3").endsWith(": 0 files EMPTY");
        assertThat(run.after(POLL).next()).as("once").isEmpty();
        catalog.set(daily(3), hourly(3), daily(4), hourly(4));
        run.after(POLL);
        assertThat(run.after(SETTLE).next()).as("there again").hasSize(3);
    }

    @Test
    void daysOfASourceThatHasLostAllFilesAreNeverPublishedEmpty() {
        run.next();
        catalog.set();
        run.after(POLL);
        run.after(SETTLE);
        assertThat(run.taken(0)).last().satisfies(split -> assertThat(Lake.output(split.plan()).blocked().reason()).startsWith("All files of the source are gone."));
        run.next();
        assertThat(run.after(Duration.ofDays(7)).next()).isEmpty();
    }

    @Test
    void aLookThatFailsIsNotTakenForAnEmptyLake() {
        run.next();
        catalog.fail("503");
        run.after(POLL);
        assertThat(run.after(SETTLE).next()).isEmpty();
        catalog.fail(null);
        assertThat(run.after(POLL).next()).isEmpty();
    }

    @Test
    void aLakeThatCannotBeListedForLongFailsTheJob() {
        run.next();
        catalog.fail("503");
        run.after(POLL);
        run.after(Duration.ofMinutes(59));
        assertThatThrownBy(() -> run.after(Duration.ofMinutes(2)))
                .hasMessage("The window could not be listed for 3600 s (continuous.outage-budget): 503");
    }

    @Test
    void aDayThatLeavesTheWindowIsForgotten() {
        catalog.set(daily(3), hourly(3), daily(4), hourly(4));
        run.after(POLL);
        run.after(SETTLE).next();
        catalog.window = Lake.window(4, 31);
        assertThat(run.after(POLL).next()).singleElement().asString().startsWith("plan 3").endsWith("FORGET");
        assertThat(run.after(POLL).next()).isEmpty();
        assertThat(run.enumerator.snapshotState(1).days()).extracting(day -> Lake.dayOfMonth(day.day().epochDay())).containsExactly(4);
    }

    @Test
    void aFileThatCannotBeReachedHoldsItsDayBackAndIsTriedAgain() {
        run.end(run.take(0));
        run.end(run.take(0), Ending.UNREACHABLE);
        run.end(run.take(0), 3);
        InventorySplit plan = run.take(0);
        assertThat(Lake.output(plan.plan()).blocked().reason()).isEqualTo("It cannot be read.");
        run.end(plan);
        assertThat(Lake.output(run.after(POLL.plusSeconds(1)).take(0).plan()).blocked()).isNull();
    }

    @Test
    void aRestoredRunReadsOnlyWhatChanged() {
        run.next();
        InventoryCheckpoint checkpoint = run.enumerator.snapshotState(1);
        catalog.set(daily(3), hourly(3), storage(3));
        EnumeratorRun restored = started(checkpoint);
        assertThat(restored.next()).extracting(text -> text.replaceAll(" @\\d+", "")).containsExactly(
                "plan 3: 3 files", "read storage_usage.2025-10-03.1.0_daily_0.parquet for [3]");
    }

    @Test
    void aRestoredRunReadsWhatAnotherCombinerMade() {
        run.next();
        InventoryCheckpoint checkpoint = run.enumerator.snapshotState(1);
        Map<String, Integer> versions = new HashMap<>(checkpoint.layoutVersions());
        versions.merge(daily(3).report(), -1, Integer::sum);
        InventoryCheckpoint older = new InventoryCheckpoint(checkpoint.lastRevision(), versions, checkpoint.days());
        assertThat(started(older).next()).extracting(text -> text.replaceAll(" @\\d+", "")).containsExactly("plan 3: 2 files", "read " + DAILY_3 + " for [3]");
    }

    @Test
    void aFileThatWasGoneWhenItWasReadAndIsBackIsReadAgain() {
        run.end(run.take(0));
        InventorySplit reading = run.take(0);
        run.end(run.take(0), 3);
        catalog.set(hourly(3));
        run.end(reading, Ending.GONE);
        run.context.runCalls();
        assertThat(run.take(0)).as("it is not listed, and the day has not settled without it").isNull();
        catalog.set(daily(3), hourly(3));
        run.after(POLL);
        assertThat(run.taken(0)).extracting(split -> EnumeratorRun.text(split).replaceAll(" @\\d+", "")).last().isEqualTo("plan 3: 2 files");
        run.end(run.taken(0).get(3));
        assertThat(EnumeratorRun.text(run.take(0))).startsWith("read " + DAILY_3);
    }

    @Test
    void filesThatHaveNotSettledAreNotTakenForNone() {
        run.next();
        InventoryCheckpoint checkpoint = run.enumerator.snapshotState(1);
        long justNow = 1_000_000_000_000L;
        catalog.set(new LakeFile(daily(3).report(), daily(3).path(), 200, justNow), new LakeFile(hourly(3).report(), hourly(3).path(), 200, justNow));
        EnumeratorRun restored = started(checkpoint);
        assertThat(restored.next()).as("nothing is held back").isEmpty();
        assertThat(restored.after(SETTLE).next()).hasSize(3).first().asString().endsWith(": 2 files");
    }

    @Test
    void aFileThatCameAndWentIsForgotten() {
        run.next();
        catalog.set(daily(3), hourly(3), daily(9));
        run.after(POLL);
        catalog.set(daily(3), hourly(3));
        run.after(POLL);
        assertThat(run.after(SETTLE).next()).isEmpty();
        assertThat(run.state.daysSettling()).isZero();
    }

    @Test
    void aDayThatOnlyANameSpokeOfIsNotGone() {
        catalog.set(daily(3), hourly(3), daily(9), hourly(9));
        run.contents(daily(9), 3).contents(hourly(9), 3);
        run.after(POLL);
        run.after(SETTLE);
        run.next();
        assertThat(run.after(SETTLE).next()).filteredOn(text -> text.startsWith("plan 9")).singleElement().asString().endsWith(": 0 files");
        assertThat(run.after(Duration.ofHours(2)).next()).isEmpty();
    }

    @Test
    void whatWasUnderWayAtTheCheckpointIsReadAgain() {
        run.end(run.take(0));
        run.end(run.take(0), 3);
        InventoryCheckpoint checkpoint = run.enumerator.snapshotState(1);
        assertThat(checkpoint.days()).singleElement().satisfies(day -> assertThat(day.files()).containsExactly(daily(3)));
        assertThat(started(checkpoint).next()).last().asString().startsWith("read " + HOURLY_3);
    }

    private EnumeratorRun started(InventoryCheckpoint checkpoint) {
        catalog.at(1_000_000_000_000_000L, 0);
        return continuous(catalog, checkpoint);
    }
}
