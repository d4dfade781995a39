package io.costflow.inventory;

import static io.costflow.inventory.Lake.OCTOBER;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.overwritten;
import static io.costflow.inventory.Lake.storage;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private static final LakeFile UNNAMED = file(ReportType.POD_USAGE_DAILY, "october-of-my-cluster_daily_0.parquet");
    private static final LakeFile NOVEMBER = file(ReportType.POD_USAGE_DAILY, "pod_usage.2025-11-01.1.0_daily_0.parquet");

    private final Inventory inventory = new Inventory(Lake.WINDOW);

    @Test
    void filesMakeUpTheDayOfTheirNameInPathOrder() {
        assertThat(inventory.listed(OCTOBER, List.of(storage(3), hourly(3), daily(3), daily(4))))
                .isEqualTo(days(Map.of(3, List.of(daily(3), hourly(3), storage(3)), 4, List.of(daily(4)))));
    }

    @Test
    void onlyDaysWhoseFilesDifferAreReported() {
        inventory.listed(OCTOBER, List.of(daily(3), daily(4), daily(5)));
        assertThat(inventory.listed(OCTOBER, List.of(overwritten(daily(3)), daily(5), daily(6))))
                .isEqualTo(days(Map.of(3, List.of(overwritten(daily(3))), 4, List.of(), 6, List.of(daily(6)))));
        assertThat(inventory.listed(OCTOBER, List.of(overwritten(daily(3)), daily(5), daily(6)))).isEmpty();
    }

    @Test
    void daysOutsideTheWindowAreLeftOut() {
        Inventory narrow = new Inventory(Lake.window(4, 5));
        assertThat(narrow.listed(OCTOBER, List.of(daily(3), daily(4), daily(5), daily(6)))).containsOnlyKeys(day(4), day(5));
        assertThat(narrow.listed(OCTOBER, List.of(UNNAMED))).containsOnlyKeys(day(4), day(5));
    }

    @Test
    void aFileWhoseNameSaysNoDayOfTheMonthCountsForEveryDayUntilItIsRead() {
        for (LakeFile file : List.of(UNNAMED, NOVEMBER)) {
            Inventory fresh = new Inventory(Lake.WINDOW);
            assertThat(fresh.listed(OCTOBER, List.of(file))).hasSize(31).allSatisfy((day, files) -> assertThat(files).containsExactly(file));
            assertThat(fresh.read(OCTOBER, file, new TreeSet<>(List.of(day(7), day(8))))).hasSize(29).doesNotContainKeys(day(7), day(8));
            assertThat(fresh.days(OCTOBER)).containsOnlyKeys(day(7), day(8));
        }
    }

    @Test
    void contentsWinOverTheName() {
        inventory.listed(OCTOBER, List.of(daily(3), daily(4)));
        assertThat(inventory.read(OCTOBER, daily(3), new TreeSet<>(List.of(day(4), day(5)))))
                .isEqualTo(days(Map.of(3, List.of(), 4, List.of(daily(3), daily(4)), 5, List.of(daily(3)))));
        assertThat(inventory.listed(OCTOBER, List.of(daily(3), daily(4)))).as("and are remembered").isEmpty();
    }

    @Test
    void contentsAreOfOneVersionOfAFile() {
        inventory.listed(OCTOBER, List.of(daily(3)));
        inventory.read(OCTOBER, daily(3), new TreeSet<>(List.of(day(5))));
        assertThat(inventory.listed(OCTOBER, List.of(overwritten(daily(3)))))
                .as("its name counts again").isEqualTo(days(Map.of(3, List.of(overwritten(daily(3))), 5, List.of())));
    }

    @Test
    void contentsThatAgreeWithTheNameChangeNothing() {
        inventory.listed(OCTOBER, List.of(daily(3)));
        assertThat(inventory.read(OCTOBER, daily(3), new TreeSet<>(List.of(day(3))))).isEmpty();
    }

    @Test
    void aFileWithoutLineItemsStaysWithTheDayOfItsName() {
        inventory.listed(OCTOBER, List.of(daily(3)));
        assertThat(inventory.read(OCTOBER, daily(3), new TreeSet<>())).isEmpty();
    }

    @Test
    void aFileWithoutLineItemsAndWithoutADayInItsNameHasNoDay() {
        inventory.listed(OCTOBER, List.of(UNNAMED));
        assertThat(inventory.read(OCTOBER, UNNAMED, new TreeSet<>())).hasSize(31);
        assertThat(inventory.days(OCTOBER)).isEmpty();
    }

    private static SortedMap<Long, List<LakeFile>> days(Map<Integer, List<LakeFile>> byDayOfMonth) {
        SortedMap<Long, List<LakeFile>> days = new TreeMap<>();
        byDayOfMonth.forEach((dayOfMonth, files) -> days.put(day(dayOfMonth), files));
        return days;
    }
}
