package io.costflow.inventory;

import static io.costflow.inventory.Lake.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.provider.gcp.Gcp;
import io.costflow.settings.DayRange;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Plans of a source whose folders are by the month of the invoice: the files of a day may lie in the folders of three months. */
class InvoiceMonthsTest {

    private static final SourceSettings SOURCE =
            new SourceSettings("org1234567", Gcp.TYPE, "00000000-0000-0000-0000-000000000004", null, null, null, null, null, new OutputSelection(List.of(OutputSelection.ALL)));
    private static final SourceMonth SEPTEMBER = month(9);
    private static final SourceMonth OCTOBER = month(10);
    private static final SourceMonth NOVEMBER = month(11);
    private static final LakeFile ON_SEPTEMBER = file(9, "202509_2025-10-01_a_0.parquet");
    private static final LakeFile ON_OCTOBER = file(10, "202510_2025-10-02_a_0.parquet");
    private static final LakeFile ON_NOVEMBER = file(11, "202511_2025-11-01_a_0.parquet");
    private static final DayRange WINDOW = Lake.window(1, 31);

    private final PlannedWindow lake = PlannedWindow.bounded(WINDOW);
    private final Map<SourceMonth, List<LakeFile>> files = lake.files;

    @Test
    void theFoldersOfTheMonthsNextToTheWindowAreListedToo() {
        assertThat(SourceMonth.of(SOURCE, WINDOW)).containsExactly(SEPTEMBER, OCTOBER, NOVEMBER);
        assertThat(SourceMonth.of(Lake.SOURCE, WINDOW)).containsExactly(Lake.OCTOBER);
        assertThat(SourceMonth.of(SOURCE, new DayRange(LocalDate.of(2025, 12, 31), LocalDate.of(2026, 1, 1)))).extracting(SourceMonth::month)
                .containsExactly(YearMonth.of(2025, 11), YearMonth.of(2025, 12), YearMonth.of(2026, 1), YearMonth.of(2026, 2));
    }

    @Test
    void aDayHasTheFilesOfAllInvoicesAndEachIsReadFromItsOwnFolder() {
        list(List.of(ON_SEPTEMBER), List.of(ON_OCTOBER), List.of(ON_NOVEMBER));
        lake.plans(7);
        read(SEPTEMBER, ON_SEPTEMBER, LocalDate.of(2025, 9, 30).toEpochDay(), day(1));
        read(OCTOBER, ON_OCTOBER, day(1), day(2), day(31));
        read(NOVEMBER, ON_NOVEMBER, day(31), LocalDate.of(2025, 11, 1).toEpochDay());
        List<InventorySplit> work = lake.work(8);
        assertThat(work).extracting(EnumeratorRun::text).containsExactly(
                "plan 1 @8: 2 files", "read 202509_2025-10-01_a_0.parquet for [1] @8", "read 202510_2025-10-02_a_0.parquet for [1, 2, 31] @8",
                "plan 2 @8: 1 files", "plan 31 @8: 2 files", "read 202511_2025-11-01_a_0.parquet for [31] @8");
        assertThat(work.stream().filter(split -> split.reading() != null).map(split -> split.reading().month())).containsExactly("2025-09", "2025-10", "2025-11");
    }

    @Test
    void noDayIsPlannedBeforeTheDaysOfTheFilesOfAllInvoicesAreKnown() {
        list(List.of(ON_SEPTEMBER), List.of(ON_OCTOBER), List.of());
        lake.plans(7);
        read(OCTOBER, ON_OCTOBER, day(2));
        assertThat(lake.plans(8)).as("the other file may have line items of the day").isEmpty();
        read(SEPTEMBER, ON_SEPTEMBER, LocalDate.of(2025, 9, 30).toEpochDay());
        assertThat(lake.plans(9)).singleElement().extracting(DayPlan::files).isEqualTo(List.of(ON_OCTOBER));
    }

    @Test
    void aFolderOfANeighbouringMonthThatCannotBeListedHoldsDaysBack() {
        files.put(SEPTEMBER, List.of());
        files.put(OCTOBER, List.of(ON_OCTOBER));
        lake.failed.put(NOVEMBER, "No right to list it.");
        lake.plans(7);
        read(OCTOBER, ON_OCTOBER, day(2));
        assertThat(lake.plans(8)).isNotEmpty().allSatisfy(plan -> assertThat(Lake.output(plan).blocked().reason()).contains("could not be listed: No right to list it."));
        lake.failed.clear();
        files.put(NOVEMBER, List.of());
        assertThat(lake.plans(9)).filteredOn(plan -> !plan.files().isEmpty()).singleElement().satisfies(plan -> assertThat(Lake.output(plan).blocked()).isNull());
    }

    @Test
    void aFileWhoseDaysAreUnknownCountsForEveryDayOfTheThreeMonths() {
        list(List.of(ON_SEPTEMBER), List.of(), List.of());
        lake.plans(7);
        lake.state.inventory().markDaysUnknown(SEPTEMBER, ON_SEPTEMBER);
        assertThat(lake.plans(8)).hasSize(31).allSatisfy(plan -> assertThat(plan.files()).containsExactly(ON_SEPTEMBER));
    }

    @Test
    void aFileThatIsGoneFromANeighbouringFolderChangesTheDay() {
        list(List.of(ON_SEPTEMBER), List.of(ON_OCTOBER), List.of());
        lake.plans(7);
        read(SEPTEMBER, ON_SEPTEMBER, day(1));
        read(OCTOBER, ON_OCTOBER, day(1));
        assertThat(lake.plans(8)).singleElement().extracting(DayPlan::files).isEqualTo(List.of(ON_SEPTEMBER, ON_OCTOBER));
        files.put(SEPTEMBER, List.of());
        assertThat(lake.plans(9)).singleElement().extracting(DayPlan::files).isEqualTo(List.of(ON_OCTOBER));
    }

    private void list(List<LakeFile> september, List<LakeFile> october, List<LakeFile> november) {
        files.put(SEPTEMBER, september);
        files.put(OCTOBER, october);
        files.put(NOVEMBER, november);
    }

    private void read(SourceMonth month, LakeFile file, Long... days) {
        lake.state.inventory().read(month, file, new TreeSet<>(List.of(days)));
    }

    private static SourceMonth month(int month) {
        return new SourceMonth(SOURCE, YearMonth.of(2025, month));
    }

    private static LakeFile file(int month, String name) {
        return new LakeFile(Gcp.HOURLY.id(), "s3://cost/year=2025/month=%02d/".formatted(month) + name, 100, 1);
    }
}
