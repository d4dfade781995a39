package io.costflow.inventory;

import static io.costflow.inventory.EnumeratorRun.looked;
import static io.costflow.inventory.EnumeratorRun.text;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.overwritten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.LakeFile;
import io.costflow.day.Revisions;
import io.costflow.inventory.FileOutcome.Ending;
import io.costflow.provider.openshift.OpenShift;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The enumerator with a lake, a database and readers that are moved by hand. */
class InventoryEnumeratorTest {

    private static final String DAILY_3 = "pod_usage.2025-10-03.1.0_daily_0.parquet";
    private static final String HOURLY_3 = "pod_usage.2025-10-03.1.0_0.parquet";
    private static final LakeFile UNDATED_DAILY = file(OpenShift.POD_USAGE_DAILY.id(), "any_daily_0.parquet");
    private static final LakeFile UNDATED_HOURLY = file(OpenShift.POD_USAGE_HOURLY.id(), "any_0.parquet");

    @Test
    void handsOutPlansBeforeTheirFilesDayByDay() {
        EnumeratorRun run = looked(new FakeCatalog(daily(4), hourly(4), daily(3), hourly(3)));
        assertThat(run.workOff()).containsExactly(
                "plan 3 @1000: 2 files", "read " + DAILY_3 + " for [3] @1000", "read " + HOURLY_3 + " for [3] @1000",
                "plan 4 @1000: 2 files", "read pod_usage.2025-10-04.1.0_daily_0.parquet for [4] @1000",
                "read pod_usage.2025-10-04.1.0_0.parquet for [4] @1000");
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void readersThatAskBeforeTheWindowIsListedWait() {
        EnumeratorRun run = new EnumeratorRun(new FakeCatalog(daily(3), hourly(3)));
        assertThat(run.take(1)).isNull();
        assertThat(run.toldNoMore(1)).isFalse();
        run.context.runCalls();
        assertThat(run.taken(1)).extracting(EnumeratorRun::text).containsExactly("plan 3 @1000: 2 files");
    }

    @Test
    void anEmptyWindowEndsAtOnceWithAWarning() {
        EnumeratorRun run = looked(new FakeCatalog());
        assertThat(run.take(0)).isNull();
        assertThat(run.toldNoMore(0)).isTrue();
        assertThat(run.warnings).singleElement().asString().contains("has no file at all");
    }

    @Test
    void noReaderIsToldToEndWhileAnotherStillReads() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3)));
        InventorySplit plan = run.take(0);
        InventorySplit first = run.take(1);
        run.end(plan);
        InventorySplit second = run.take(0);
        run.end(first, 3);
        assertThat(run.take(1)).isNull();
        assertThat(run.toldNoMore(1)).as("the second may have line items of another day").isFalse();
        run.end(second, 3);
        assertThat(run.toldNoMore(1)).isTrue();
        assertThat(run.take(0)).isNull();
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void splitsThatEndTogetherMakeRoomForALargeFile() {
        LakeFile large = new LakeFile(hourly(3).report(), hourly(3).path(), WholeFile.LARGEST + 1, hourly(3).modified());
        EnumeratorRun run = looked(new FakeCatalog(daily(3), large));
        InventorySplit plan = run.take(0);
        InventorySplit small = run.take(0);
        assertThat(run.take(0)).as("the reader has something else").isNull();

        run.enumerator.handleSourceEvent(0, new EndedSplits(List.of(passedOn(plan), read(small)), 1));
        assertThat(run.taken(0)).hasSize(3).last().extracting(split -> split.reading().file()).isEqualTo(large);

        run.enumerator.handleSourceEvent(0, new EndedSplits(List.of(read(run.taken(0).get(2))), 1));
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void aReportAsksForAsManySplitsAsItSays() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3), daily(4), hourly(4)));
        InventorySplit plan = run.take(0);
        InventorySplit first = run.take(0);

        run.enumerator.handleSourceEvent(0, new EndedSplits(List.of(passedOn(plan), read(first)), 2));

        assertThat(run.taken(0)).hasSize(4);
    }

    private static FileOutcome passedOn(InventorySplit plan) {
        return new FileOutcome(plan.splitId(), null, Ending.PASSED_ON, List.of(), null);
    }

    private static FileOutcome read(InventorySplit file) {
        return new FileOutcome(file.splitId(), file.reading(), Ending.READ, file.reading().days(), null);
    }

    @Test
    void contentsThatContradictTheNameLeadToNewPlansAtAHigherRevision() {
        FakeCatalog catalog = new FakeCatalog(daily(3), hourly(3), daily(4), hourly(4));
        EnumeratorRun run = looked(catalog).contents(daily(3), 3, 4).contents(hourly(3), 3, 4);
        List<String> work = run.workOff();
        assertThat(work.subList(0, 6)).as("first what the names say").allMatch(text -> text.endsWith("@1000") || text.endsWith("@1000: 2 files"));
        assertThat(work).as("then day 4 from all its files").endsWith(
                "plan 4 @2000: 4 files",
                "read " + DAILY_3 + " for [4] @2000",
                "read pod_usage.2025-10-04.1.0_daily_0.parquet for [4] @2000",
                "read " + HOURLY_3 + " for [4] @2000",
                "read pod_usage.2025-10-04.1.0_0.parquet for [4] @2000");
        assertThat(work).as("and is not held back for a twin that was not read yet").hasSize(11);
        run.context.runCalls();
        assertThat(run.toldNoMore(0)).as("once what was found out is remembered").isTrue();

        assertThat(looked(catalog).workOff()).as("a later run need not read the files to know that").contains("plan 3 @1000: 2 files", "plan 4 @1000: 4 files");
    }

    @Test
    void filesWithoutADayInTheirNameAreReadForTheirDaysFirst() {
        EnumeratorRun run = looked(new FakeCatalog(UNDATED_DAILY, UNDATED_HOURLY)).contents(UNDATED_DAILY, 5, 6).contents(UNDATED_HOURLY, 5, 6);
        assertThat(run.workOff()).as("and no day is planned before all are known").containsExactly(
                "days of any_daily_0.parquet @1000", "days of any_0.parquet @1000",
                "plan 5 @2000: 2 files", "read any_daily_0.parquet for [5, 6] @2000", "read any_0.parquet for [5, 6] @2000", "plan 6 @2000: 2 files");
        run.context.runCalls();
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void anUndatedFileThatCannotBeReadIsReadForEveryDaySoThatItHoldsThemBack() {
        EnumeratorRun run = looked(new FakeCatalog(UNDATED_DAILY, UNDATED_HOURLY)).contents(UNDATED_HOURLY, 5);
        run.end(run.take(0), Ending.FAILED);
        run.contents(UNDATED_DAILY, 5);
        List<String> work = run.workOff();
        assertThat(work).as("its twin is known to have the fifth day alone").contains("plan 5 @2000: 2 files", "read any_daily_0.parquet for [5] @2000")
                .filteredOn(text -> text.endsWith("@2000: blocked")).hasSize(30);
        run.context.runCalls();
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void anUndatedFileThatIsGoneIsForgotten() {
        FakeCatalog catalog = new FakeCatalog(UNDATED_DAILY, daily(3), hourly(3));
        EnumeratorRun run = looked(catalog);
        InventorySplit gone = run.take(0);
        catalog.set(daily(3), hourly(3));
        run.end(gone, Ending.GONE);
        run.context.runCalls();
        assertThat(run.workOff()).containsExactly("plan 3 @2000: 2 files", "read " + DAILY_3 + " for [3] @2000", "read " + HOURLY_3 + " for [3] @2000");
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void revisionsRiseAboveAllThatWerePublishedWhateverTheClockSays() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3)).at(1000, 5000));
        run.clock = Revisions.instant(10);
        InventorySplit plan = run.take(0);
        assertThat(text(plan)).isEqualTo("plan 3 @5001: 2 files");
        run.end(plan);
        run.end(run.take(0), 4);
        assertThat(run.workOff()).contains("plan 3 @5002: blocked", "plan 4 @5002: blocked");
    }

    @Test
    void aFileThatIsGoneIsListedAgainAndItsDayPlannedWithoutIt() {
        FakeCatalog catalog = new FakeCatalog(daily(3), hourly(3));
        EnumeratorRun run = looked(catalog);
        run.end(run.take(0));
        InventorySplit gone = run.take(0);
        run.end(run.take(0), 3);
        catalog.set(overwritten(daily(3)), hourly(3));
        run.end(gone, Ending.GONE);
        assertThat(run.take(0)).isNull();
        assertThat(run.toldNoMore(0)).as("the listing is under way").isFalse();

        run.context.runCalls();
        assertThat(run.taken(0)).extracting(EnumeratorRun::text).last().isEqualTo("plan 3 @2000: 2 files");
        run.end(run.taken(0).get(3));
        assertThat(run.workOff()).containsExactly("read " + DAILY_3 + " for [3] @2000", "read " + HOURLY_3 + " for [3] @2000");
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void aFileThatIsStillListedButCannotBeFoundHoldsBackItsDay() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3)));
        run.end(run.take(0));
        run.end(run.take(0), Ending.GONE);
        assertThat(run.workOff()).containsExactly("read " + HOURLY_3 + " for [3] @1000");
        run.context.runCalls();
        InventorySplit plan = run.taken(0).get(3);
        assertThat(text(plan)).as("to the reader that waits").isEqualTo("plan 3 @2000: blocked");
        run.end(plan);
        assertThat(run.workOff()).isEmpty();
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void aFileThatIsStillListedHoldsBackItsDayAlsoWhenAnotherDayChanged() {
        FakeCatalog catalog = new FakeCatalog(daily(3), hourly(3));
        EnumeratorRun run = looked(catalog);
        run.end(run.take(0));
        InventorySplit gone = run.take(0);
        catalog.set(daily(3), hourly(3), daily(4), hourly(4));
        run.end(gone, Ending.GONE);
        run.workOff();
        run.context.runCalls();
        run.end(run.taken(0).get(3));
        run.workOff();
        assertThat(run.taken(0)).extracting(EnumeratorRun::text).contains("plan 3 @2000: blocked", "plan 4 @2000: 2 files");
    }

    @Test
    void aFileThatCouldNotBeReadEndsLikeAnyOther() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3)));
        run.end(run.take(0));
        run.end(run.take(0), Ending.FAILED);
        assertThat(run.workOff()).containsExactly("read " + HOURLY_3 + " for [3] @1000");
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void whatALostReaderHadIsHandedOutAgainInItsOrder() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3)));
        List<InventorySplit> lost = List.of(run.take(1), run.take(1));
        run.context.unregister(1);
        run.enumerator.addSplitsBack(lost, 1);
        assertThat(run.workOff()).containsExactly("plan 3 @1000: 2 files", "read " + DAILY_3 + " for [3] @1000", "read " + HOURLY_3 + " for [3] @1000");
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void whatALostReaderHadReadAlreadyIsWaitedForAgain() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3)));
        InventorySplit plan = run.take(1);
        run.end(plan);
        InventorySplit read = run.take(1);
        run.end(read, 3);
        InventorySplit unread = run.take(1);
        run.context.unregister(1);
        run.enumerator.addSplitsBack(List.of(plan, read, unread), 1);

        run.end(run.take(0));
        run.end(run.take(0), 3);
        run.end(run.take(0), Ending.GONE);
        run.context.runCalls();
        assertThat(run.workOff()).containsExactly("plan 3 @2000: blocked");
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void aReaderThatIsLostWhileItWaitsIsGivenNothing() {
        EnumeratorRun run = new EnumeratorRun(new FakeCatalog(daily(3), hourly(3)));
        run.take(1);
        run.context.unregister(1);
        run.context.runCalls();
        assertThat(run.taken(1)).isEmpty();
        assertThat(run.workOff()).hasSize(3);
    }

    @Test
    void whatARestoredReaderEndsIsNoSurprise() {
        EnumeratorRun run = looked(new FakeCatalog(daily(3), hourly(3)));
        run.end(InventorySplit.of(new FileReading(daily(9), Lake.SOURCE.tenant(), Lake.SOURCE.uuid(), "2025-10", List.of(Lake.day(9)), 1)), 9);
        assertThat(run.workOff()).hasSize(3);
        assertThat(run.toldNoMore(0)).isTrue();
    }

    @Test
    void aListingThatFailsFailsTheJob() {
        FakeCatalog catalog = new FakeCatalog(daily(3));
        catalog.fail("The folder is gone.");
        EnumeratorRun run = new EnumeratorRun(catalog);
        assertThatThrownBy(run.context::runCalls).isInstanceOf(IllegalStateException.class)
                .hasMessage("The window could not be listed: The folder is gone.");
    }
}
