package io.costflow.inventory;

import static io.costflow.inventory.Lake.OCTOBER;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.storage;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.inventory.PublishedDays.Published;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.DayRange;
import io.costflow.settings.RunSettings;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Plans of a cluster that runs on no cloud source. */
class DayPlannerTest {

    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(Lake.SOURCE.tenant()).openShiftKeys(List.of("app")).build();
    private static final SourceDay THIRD = new SourceDay(Lake.SOURCE.tenant(), Lake.SOURCE.uuid(), day(3));
    private static final DayRange WINDOW = new DayRange(LocalDate.of(2025, 9, 1), LocalDate.of(2025, 10, 31));

    private final PlannedWindow lake = lake(false);
    private final Map<SourceMonth, List<LakeFile>> files = lake.files;

    @Test
    void eachPlanComesBeforeItsFilesDayByDay() {
        files.put(OCTOBER, List.of(daily(4), hourly(4), daily(3), hourly(3)));
        assertThat(lake.work(7)).extracting(EnumeratorRun::text).containsExactly(
                "plan 3 @7: 2 files", "read pod_usage.2025-10-03.1.0_daily_0.parquet for [3] @7", "read pod_usage.2025-10-03.1.0_0.parquet for [3] @7",
                "plan 4 @7: 2 files", "read pod_usage.2025-10-04.1.0_daily_0.parquet for [4] @7", "read pod_usage.2025-10-04.1.0_0.parquet for [4] @7");
    }

    @Test
    void monthsAreMixedDayByDay() {
        files.put(OCTOBER, List.of(daily(1), hourly(1)));
        files.put(new SourceMonth(Lake.SOURCE, YearMonth.of(2025, 9)), List.of(
                file(ReportType.POD_USAGE_DAILY, "pod_usage.2025-09-30.1.0_daily_0.parquet"),
                file(ReportType.POD_USAGE_HOURLY, "pod_usage.2025-09-30.1.0_0.parquet")));
        List<InventorySplit> work = lake.work(7);
        assertThat(work.get(0).plan().day().day()).isEqualTo("2025-09-30");
        assertThat(work.get(1).reading().month()).isEqualTo("2025-09");
        assertThat(work.get(3).plan().day().day()).isEqualTo("2025-10-01");
    }

    @Test
    void aPlanSaysWhatTheDayIsMadeFrom() {
        files.put(OCTOBER, List.of(hourly(3), daily(3)));
        lake.published.put(THIRD, new Published("f", "c"));
        assertThat(lake.plans(7).get(0)).isEqualTo(
                DayPlan.of(THIRD, 7, Lake.SOURCE, List.of(daily(3), hourly(3))).afterPublication("f", "c").asAlone());
    }

    @Test
    void aFileOfSeveralDaysIsReadOnceForAllOfThem() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        lake.plans(7);
        lake.state.inventory().read(OCTOBER, daily(3), new TreeSet<>(List.of(day(3), day(4))));
        lake.state.inventory().read(OCTOBER, hourly(3), new TreeSet<>(List.of(day(3), day(4))));
        assertThat(lake.work(8)).as("of which only the fourth changed").extracting(EnumeratorRun::text).containsExactly(
                "plan 4 @8: 2 files", "read pod_usage.2025-10-03.1.0_daily_0.parquet for [4] @8", "read pod_usage.2025-10-03.1.0_0.parquet for [4] @8");
        files.put(OCTOBER, List.of(daily(3), hourly(3), storage(3), storage(4)));
        assertThat(lake.work(9)).extracting(EnumeratorRun::text).contains("read pod_usage.2025-10-03.1.0_daily_0.parquet for [3, 4] @9").hasSize(6);
    }

    @Test
    void aDayThatIsNotReadyIsBlockedAndNothingIsRead() {
        files.put(OCTOBER, List.of(storage(3)));
        assertThat(lake.work(7)).singleElement().satisfies(split -> assertThat(split.plan().blocked().reason()).contains("no pod_usage files"));
    }

    @Test
    void aDayWhoseFilesHaveGoneIsPlannedAsSuch() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        lake.plans(7);
        files.put(OCTOBER, List.of());
        assertThat(lake.plans(8)).singleElement().satisfies(plan -> {
            assertThat(plan.blocked()).isNull();
            assertThat(plan.files()).isEmpty();
        });
        assertThat(lake.plans(9)).as("once").isEmpty();
    }

    @Test
    void aDayWhosePublishedRowsWereMadeFromJustThisIsKeptAndNothingIsRead() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        lake.published.putAll(publishedFrom(daily(3), hourly(3)));
        assertThat(lake.work(7)).singleElement().satisfies(split -> {
            assertThat(split.plan().purpose()).isEqualTo(DayPlan.Purpose.KEEP);
            assertThat(split.plan().publishedChecksum()).isEqualTo("checksum");
        });
        files.put(OCTOBER, List.of(daily(3), hourly(3), storage(3)));
        assertThat(lake.work(8)).as("another file").hasSize(4);
    }

    @Test
    void aRebuildComputesAllDays() {
        PlannedWindow rebuilt = lake(true);
        rebuilt.files.put(OCTOBER, List.of(daily(3), hourly(3)));
        rebuilt.published.putAll(publishedFrom(daily(3), hourly(3)));
        assertThat(rebuilt.work(7)).hasSize(3).first().satisfies(split -> assertThat(split.plan().rebuild()).isTrue());
    }

    @Test
    void aDayThatWasToBeComputedIsNotKnownToBePublished() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        lake.published.putAll(publishedFrom(daily(3), hourly(3)));
        lake.plans(7);
        files.put(OCTOBER, List.of(daily(3), hourly(3), storage(3)));
        lake.plans(8);
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        assertThat(lake.plans(9)).singleElement().satisfies(plan -> assertThat(plan.purpose()).isEqualTo(DayPlan.Purpose.COMPUTE));
    }

    @Test
    void withoutReferenceDataNoDayIsKnownToBeUnchanged() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        lake.published.putAll(publishedFrom(daily(3), hourly(3)));
        lake.references.clear();
        assertThat(lake.plans(7)).singleElement().satisfies(plan -> assertThat(plan.purpose()).isEqualTo(DayPlan.Purpose.COMPUTE));
    }

    private static PlannedWindow lake(boolean rebuild) {
        PlannedWindow lake = new PlannedWindow(WINDOW, RunSettings.Mode.BOUNDED, rebuild, InventoryCheckpoint.NOTHING);
        lake.references.put(Lake.SOURCE.tenant(), REFERENCE);
        return lake;
    }

    private static Map<SourceDay, Published> publishedFrom(LakeFile... files) {
        DayPlan plan = DayPlan.of(THIRD, 1, Lake.SOURCE, List.of(files));
        return Map.of(THIRD, new Published(DayFingerprint.ofCluster(plan, REFERENCE), "checksum"));
    }
}
