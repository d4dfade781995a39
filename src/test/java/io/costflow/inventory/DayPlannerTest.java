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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Plans of a cluster that runs on no cloud source. */
class DayPlannerTest {

    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(Lake.SOURCE.tenant()).openShiftKeys(List.of("app")).build();
    private static final SourceDay THIRD = new SourceDay(Lake.SOURCE.tenant(), Lake.SOURCE.uuid(), day(3));
    private static final Map<SourceDay, Published> NEVER = Map.of();

    private final Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();

    @Test
    void eachPlanComesBeforeItsFilesDayByDay() {
        files.put(OCTOBER, List.of(daily(4), hourly(4), daily(3), hourly(3)));
        assertThat(work(NEVER, false)).extracting(EnumeratorRun::text).containsExactly(
                "plan 3 @7: 2 files", "read pod_usage.2025-10-03.1.0_daily_0.parquet for [3] @7", "read pod_usage.2025-10-03.1.0_0.parquet for [3] @7",
                "plan 4 @7: 2 files", "read pod_usage.2025-10-04.1.0_daily_0.parquet for [4] @7", "read pod_usage.2025-10-04.1.0_0.parquet for [4] @7");
    }

    @Test
    void monthsAreMixedDayByDay() {
        files.put(OCTOBER, List.of(daily(1), hourly(1)));
        files.put(new SourceMonth(Lake.SOURCE, YearMonth.of(2025, 9)), List.of(
                file(ReportType.POD_USAGE_DAILY, "pod_usage.2025-09-30.1.0_daily_0.parquet"),
                file(ReportType.POD_USAGE_HOURLY, "pod_usage.2025-09-30.1.0_0.parquet")));
        List<InventorySplit> work = work(NEVER, false);
        assertThat(work.get(0).plan().day().day()).isEqualTo("2025-09-30");
        assertThat(work.get(1).reading().month()).isEqualTo("2025-09");
        assertThat(work.get(3).plan().day().day()).isEqualTo("2025-10-01");
    }

    @Test
    void aPlanSaysWhatTheDayIsMadeFrom() {
        files.put(OCTOBER, List.of(hourly(3), daily(3)));
        assertThat(work(Map.of(THIRD, new Published("f", "c")), false).get(0).plan()).isEqualTo(
                DayPlan.of(THIRD, 7, Lake.SOURCE, List.of(daily(3), hourly(3))).afterPublication("f", "c").asAlone());
    }

    @Test
    void aFileOfSeveralDaysIsReadOnceForAllOfThem() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        Inventory inventory = inventory();
        inventory.read(OCTOBER, daily(3), new TreeSet<>(List.of(day(3), day(4))));
        inventory.read(OCTOBER, hourly(3), new TreeSet<>(List.of(day(3), day(4))));
        assertThat(new DayPlanner(look(NEVER), inventory, false).work(Map.of(OCTOBER, inventory.changes(OCTOBER)), 8))
                .as("of which only the fourth changed").extracting(EnumeratorRun::text)
                .containsExactly(
                        "plan 4 @8: 2 files", "read pod_usage.2025-10-03.1.0_daily_0.parquet for [4] @8", "read pod_usage.2025-10-03.1.0_0.parquet for [4] @8");
        assertThat(new DayPlanner(look(NEVER), inventory, false).work(Map.of(OCTOBER, new TreeSet<>(Set.of(day(3), day(4)))), 9))
                .extracting(EnumeratorRun::text)
                .contains("read pod_usage.2025-10-03.1.0_daily_0.parquet for [3, 4] @9").hasSize(4);
    }

    @Test
    void aDayThatIsNotReadyIsBlockedAndNothingIsRead() {
        files.put(OCTOBER, List.of(storage(3)));
        assertThat(work(NEVER, false)).singleElement().satisfies(split -> assertThat(split.plan().blocked().reason()).contains("no pod_usage files"));
    }

    @Test
    void aDayWithoutFilesIsPlannedAsSuch() {
        files.put(OCTOBER, List.of());
        assertThat(new DayPlanner(look(NEVER), inventory(), false).work(Map.of(OCTOBER, Set.of(day(3))), 7)).singleElement().satisfies(split -> {
            assertThat(split.plan().blocked()).isNull();
            assertThat(split.plan().files()).isEmpty();
        });
    }

    @Test
    void aDayWhosePublishedRowsWereMadeFromJustThisIsUnchangedAndNothingIsRead() {
        Map<SourceDay, Published> published = publishedFrom(daily(3), hourly(3));
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        assertThat(work(published, false)).singleElement().satisfies(split -> {
            assertThat(split.plan().purpose() == DayPlan.Purpose.KEEP).isTrue();
            assertThat(split.plan().publishedChecksum()).isEqualTo("checksum");
        });
        assertThat(work(published, true)).as("a rebuild").hasSize(3).first().satisfies(split -> assertThat(split.plan().rebuild()).isTrue());
        files.put(OCTOBER, List.of(daily(3), hourly(3), storage(3)));
        assertThat(work(published, false)).as("another file").hasSize(4);
    }

    @Test
    void aDayThatIsPlannedAgainIsNotKnownToBeUnchanged() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        DayPlanner planner = new DayPlanner(look(publishedFrom(daily(3), hourly(3))), inventory(), false);
        assertThat(planner.work(Map.of(OCTOBER, Set.of(day(3))), 7).get(0).plan().purpose() == DayPlan.Purpose.KEEP).isTrue();
        assertThat(planner.work(Map.of(OCTOBER, Set.of(day(3))), 8).get(0).plan().purpose() == DayPlan.Purpose.KEEP).as("its first plan may be published by now").isFalse();
    }

    @Test
    void withoutReferenceDataNoDayIsKnownToBeUnchanged() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        InventoryCatalog.Look look =
                new InventoryCatalog.Look(new Listing(7, files), new PublishedDays(publishedFrom(daily(3), hourly(3)), 1), Map.of());
        assertThat(new DayPlanner(look, inventory(), false).work(Map.of(OCTOBER, Set.of(day(3))), 7).get(0).plan().purpose() == DayPlan.Purpose.KEEP).isFalse();
    }

    @Test
    void daysThatWaitForAFileThatIsGoneAreHeldBack() {
        files.put(OCTOBER, List.of(daily(3), hourly(3)));
        assertThat(new DayPlanner(look(NEVER), inventory(), false).heldBack(OCTOBER, Set.of(day(3)), daily(3), 8)).singleElement().satisfies(split -> {
            assertThat(split.plan().day()).isEqualTo(THIRD);
            assertThat(split.plan().revision()).isEqualTo(8);
            assertThat(split.plan().blocked().file()).isEqualTo(daily(3).path());
            assertThat(split.plan().blocked().reason()).contains("is listed, but was not there or changed while it was read");
        });
    }

    private static Map<SourceDay, Published> publishedFrom(LakeFile... files) {
        DayPlan plan = DayPlan.of(THIRD, 1, Lake.SOURCE, List.of(files));
        return Map.of(THIRD, new Published(DayFingerprint.ofCluster(plan, REFERENCE), "checksum"));
    }

    private InventoryCatalog.Look look(Map<SourceDay, Published> published) {
        return new InventoryCatalog.Look(new Listing(7, files), new PublishedDays(published, 1), Map.of(Lake.SOURCE.tenant(), REFERENCE));
    }

    private Inventory inventory() {
        Inventory inventory = new Inventory(new DayRange(LocalDate.of(2025, 9, 1), LocalDate.of(2025, 10, 31)));
        files.forEach(inventory::listed);
        files.keySet().forEach(inventory::changes);
        return inventory;
    }

    private List<InventorySplit> work(Map<SourceDay, Published> published, boolean rebuild) {
        Inventory inventory = inventory();
        Map<SourceMonth, Set<Long>> changes = new LinkedHashMap<>();
        files.keySet().forEach(month -> changes.put(month, inventory.days(month).keySet()));
        return new DayPlanner(look(published), inventory, rebuild).work(changes, 7);
    }
}
