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
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DayPlannerTest {

    private static final ReferenceSnapshot REFERENCE = new ReferenceSnapshot(Lake.SOURCE.tenant(), 1, List.of("app"), List.of(), List.of(), List.of());
    private static final SourceDay THIRD = new SourceDay(Lake.SOURCE.tenant(), Lake.SOURCE.uuid(), day(3));

    @Test
    void eachPlanComesBeforeItsFilesDayByDay() {
        assertThat(work(never(), false, Map.of(4, List.of(daily(4), hourly(4)), 3, List.of(daily(3), hourly(3)))))
                .extracting(EnumeratorRun::text)
                .containsExactly(
                        "plan 3 @7: 2 files",
                        "read pod_usage.2025-10-03.1.0_daily_0.parquet for [3] @7",
                        "read pod_usage.2025-10-03.1.0_0.parquet for [3] @7",
                        "plan 4 @7: 2 files",
                        "read pod_usage.2025-10-04.1.0_daily_0.parquet for [4] @7",
                        "read pod_usage.2025-10-04.1.0_0.parquet for [4] @7");
    }

    @Test
    void monthsAndSourcesAreMixedDayByDay() {
        SourceMonth september = new SourceMonth(Lake.SOURCE, YearMonth.of(2025, 9));
        Map<SourceMonth, SortedMap<Long, List<LakeFile>>> changes = new LinkedHashMap<>();
        changes.put(OCTOBER, new TreeMap<>(Map.of(day(1), List.of(daily(1), hourly(1)))));
        changes.put(september, new TreeMap<>(Map.of(LocalDate.of(2025, 9, 30).toEpochDay(), List.of(daily(30), hourly(30)))));
        List<InventorySplit> work = new DayPlanner(never(), false).work(changes, 7);
        assertThat(work.get(0).plan().day().day()).isEqualTo("2025-09-30");
        assertThat(work.get(1).reading().month()).isEqualTo("2025-09");
        assertThat(work.get(3).plan().day().day()).isEqualTo("2025-10-01");
    }

    @Test
    void aPlanSaysWhatTheDayIsMadeFrom() {
        DayPlan plan = work(never(), false, Map.of(3, List.of(daily(3), hourly(3)))).get(0).plan();
        assertThat(plan).isEqualTo(
                new DayPlan(THIRD, 7, "my-cluster", "My Cluster", List.of(daily(3), hourly(3)), null, null, null, false, false));
    }

    @Test
    void aFileOfSeveralDaysIsReadOnceForAllOfThem() {
        LakeFile daily = file(ReportType.POD_USAGE_DAILY, "any_daily_0.parquet");
        LakeFile hourly = file(ReportType.POD_USAGE_HOURLY, "any_0.parquet");
        assertThat(work(never(), false, Map.of(3, List.of(daily, hourly), 4, List.of(daily, hourly))))
                .extracting(EnumeratorRun::text)
                .containsExactly("plan 3 @7: 2 files", "read any_daily_0.parquet for [3, 4] @7", "read any_0.parquet for [3, 4] @7", "plan 4 @7: 2 files");
    }

    @Test
    void aDayThatIsNotReadyIsBlockedAndNothingIsRead() {
        assertThat(work(never(), false, Map.of(3, List.of(storage(3))))).singleElement()
                .satisfies(split -> assertThat(split.plan().blocked().reason()).contains("no pod_usage files"));
    }

    @Test
    void aDayWithoutFilesIsPlannedAsSuch() {
        assertThat(work(never(), false, Map.of(3, List.of()))).singleElement().satisfies(split -> {
            assertThat(split.plan().blocked()).isNull();
            assertThat(split.plan().files()).isEmpty();
        });
    }

    @Test
    void aDayWhosePublishedRowsWereMadeFromJustThisIsUnchangedAndNothingIsRead() {
        List<LakeFile> files = List.of(daily(3), hourly(3));
        assertThat(work(published(files), false, Map.of(3, files))).singleElement().satisfies(split -> {
            assertThat(split.plan().unchanged()).isTrue();
            assertThat(split.plan().publishedChecksum()).isEqualTo("checksum");
        });
        assertThat(work(published(files), false, Map.of(3, List.of(daily(3), hourly(3), storage(3))))).as("another file").hasSize(4);
        assertThat(work(published(files), true, Map.of(3, files))).as("a rebuild").hasSize(3)
                .first().satisfies(split -> assertThat(split.plan().rebuild()).isTrue());
    }

    @Test
    void withoutReferenceDataNoDayIsKnownToBeUnchanged() {
        List<LakeFile> files = List.of(daily(3), hourly(3));
        InventoryCatalog.Look look = new InventoryCatalog.Look(null, published(files).published(), Map.of());
        assertThat(work(look, false, Map.of(3, files)).get(0).plan().unchanged()).isFalse();
    }

    @Test
    void daysThatWaitForAFileThatIsGoneAreHeldBack() {
        FileReading gone = new FileReading(daily(3), Lake.SOURCE.tenant(), Lake.SOURCE.uuid(), "2025-10", List.of(day(3), day(4)), 7);
        List<InventorySplit> work = new DayPlanner(never(), false)
                .heldBack(OCTOBER, new TreeMap<>(Map.of(day(3), List.of(daily(3), hourly(3)), day(5), List.of(daily(5)))), gone, 8);
        assertThat(work).singleElement().satisfies(split -> {
            assertThat(split.plan().day()).isEqualTo(THIRD);
            assertThat(split.plan().revision()).isEqualTo(8);
            assertThat(split.plan().blocked().file()).isEqualTo(daily(3).path());
            assertThat(split.plan().blocked().reason()).contains("is listed, but was not there or changed while it was read");
        });
    }

    private static InventoryCatalog.Look never() {
        return new InventoryCatalog.Look(null, new PublishedDays(Map.of(), 0), Map.of(Lake.SOURCE.tenant(), REFERENCE));
    }

    private static InventoryCatalog.Look published(List<LakeFile> files) {
        String fingerprint = DayFingerprint.of(new DayPlan(THIRD, 1, "my-cluster", "My Cluster", files, null, null, null, false, false), REFERENCE);
        PublishedDays days = new PublishedDays(Map.of(THIRD, new PublishedDays.Published(fingerprint, "checksum")), 1);
        return new InventoryCatalog.Look(null, days, Map.of(Lake.SOURCE.tenant(), REFERENCE));
    }

    private static List<InventorySplit> work(InventoryCatalog.Look look, boolean rebuild, Map<Integer, List<LakeFile>> byDayOfMonth) {
        SortedMap<Long, List<LakeFile>> days = new TreeMap<>();
        byDayOfMonth.forEach((dayOfMonth, files) -> days.put(day(dayOfMonth), files));
        return new DayPlanner(look, rebuild).work(Map.of(OCTOBER, days), 7);
    }
}
