package io.costflow.inventory;

import static io.costflow.inventory.Lake.OCTOBER;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.overwritten;
import static io.costflow.inventory.Lake.storage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.costflow.day.LakeFile;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private static final LakeFile UNDATED = file(OpenShift.POD_USAGE_DAILY.id(), "october-of-my-cluster_daily_0.parquet");
    private static final LakeFile NOVEMBER = file(OpenShift.POD_USAGE_DAILY.id(), "pod_usage.2025-11-01.1.0_daily_0.parquet");

    private final Inventory inventory = inventory(Lake.WINDOW);

    @Test
    void filesMakeUpTheDayOfTheirNameInPathOrder() {
        assertThat(listed(storage(3), hourly(3), daily(3), daily(4))).containsExactly(3, 4);
        assertThat(inventory.days(OCTOBER)).containsExactly(
                entry(day(3), List.of(daily(3), hourly(3), storage(3))), entry(day(4), List.of(daily(4))));
    }

    @Test
    void onlyDaysWhoseFilesDifferChange() {
        listed(daily(3), daily(4), daily(5));
        assertThat(listed(overwritten(daily(3)), daily(5), daily(6))).as("overwritten, gone, new").containsExactly(3, 4, 6);
        assertThat(inventory.days(OCTOBER)).containsOnlyKeys(day(3), day(5), day(6)).containsEntry(day(3), List.of(overwritten(daily(3))));
        assertThat(listed(overwritten(daily(3)), daily(5), daily(6))).isEmpty();
    }

    @Test
    void aFileIsInTheListingOnlyAsItIs() {
        listed(daily(3));
        assertThat(inventory.has(OCTOBER, daily(3))).isTrue();
        assertThat(inventory.has(OCTOBER, overwritten(daily(3)))).isFalse();
        assertThat(inventory.has(OCTOBER, daily(4))).isFalse();
    }

    @Test
    void daysOutsideTheWindowAreLeftOut() {
        Inventory narrow = inventory(Lake.window(4, 5));
        narrow.listed(OCTOBER, List.of(daily(3), daily(4), daily(5), daily(6)));
        assertThat(changes(narrow)).containsExactly(4, 5);
        narrow.listed(OCTOBER, List.of(daily(3)));
        narrow.read(OCTOBER, daily(3), days(2, 3, 4));
        assertThat(changes(narrow)).as("4 has another file, 5 has none").containsExactly(4, 5);
    }

    @Test
    void whatLeavesTheWindowIsForgotten() {
        listed(daily(3), daily(4));
        inventory.moveTo(Lake.window(4, 31), Set.of(OCTOBER));
        assertThat(inventory.days(OCTOBER)).containsOnlyKeys(day(4));
        assertThat(changes()).isEmpty();
        inventory.moveTo(Lake.window(4, 31), Set.of());
        assertThat(inventory.days(OCTOBER)).isEmpty();
        assertThat(inventory.forgetUnlisted()).isEmpty();
    }

    @Test
    void aFileWhoseNameSaysNoDayOfTheMonthIsReadFirst() {
        listed(UNDATED, NOVEMBER, daily(3));
        assertThat(inventory.undated(OCTOBER)).containsExactlyInAnyOrder(UNDATED, NOVEMBER);

        inventory.read(OCTOBER, UNDATED, days(3, 8));
        inventory.read(OCTOBER, NOVEMBER, days());
        assertThat(inventory.undated(OCTOBER)).isEmpty();
        assertThat(changes()).containsExactly(3, 8);
        assertThat(inventory.days(OCTOBER)).containsExactly(entry(day(3), List.of(UNDATED, daily(3))), entry(day(8), List.of(UNDATED)));
    }

    @Test
    void aFileWhoseDaysCannotBeFoundOutIsPartOfEveryDay() {
        listed(UNDATED);
        inventory.markDaysUnknown(OCTOBER, UNDATED);
        assertThat(changes()).isEqualTo(IntStream.rangeClosed(1, 31).boxed().collect(Collectors.toSet()));
    }

    @Test
    void contentsWinOverTheName() {
        listed(daily(3), daily(4));
        inventory.read(OCTOBER, daily(3), days(4, 5));
        assertThat(changes()).containsExactly(3, 4, 5);
        assertThat(inventory.days(OCTOBER)).containsExactly(entry(day(4), List.of(daily(3), daily(4))), entry(day(5), List.of(daily(3))));
        assertThat(listed(daily(3), daily(4))).as("and are remembered").isEmpty();
    }

    @Test
    void contentsThatTheNameDoesNotSayAreSavedForLaterRuns() {
        listed(daily(3), daily(4));
        inventory.read(OCTOBER, daily(3), days(4, 5));
        inventory.read(OCTOBER, daily(4), days(4));
        assertThat(inventory.takeUnsaved(OCTOBER)).containsExactly(entry(daily(3), days(4, 5)));
        inventory.read(OCTOBER, daily(3), days(4, 5));
        assertThat(inventory.takeUnsaved(OCTOBER)).as("saved already").isEmpty();
    }

    @Test
    void contentsAreOfOneVersionOfAFile() {
        listed(daily(3));
        inventory.read(OCTOBER, daily(3), days(5));
        assertThat(changes()).containsExactly(3, 5);
        assertThat(listed(overwritten(daily(3)))).as("its name counts again").containsExactly(3, 5);
        assertThat(inventory.days(OCTOBER)).containsOnlyKeys(day(3));
    }

    @Test
    void contentsThatAgreeWithTheNameChangeNothing() {
        listed(daily(3));
        inventory.read(OCTOBER, daily(3), days(3));
        assertThat(changes()).isEmpty();
    }

    @Test
    void aFileWithoutLineItemsStaysWithTheDayOfItsName() {
        listed(daily(3));
        inventory.read(OCTOBER, daily(3), days());
        assertThat(changes()).isEmpty();
    }

    /** The days of October that a listing changed. */
    private Set<Integer> listed(LakeFile... files) {
        inventory.listed(OCTOBER, List.of(files));
        return changes();
    }

    private Set<Integer> changes() {
        return changes(inventory);
    }

    private static Set<Integer> changes(Inventory inventory) {
        Map<Long, List<LakeFile>> before = new TreeMap<>(inventory.days(OCTOBER));
        inventory.settle(OCTOBER, Instant.EPOCH);
        Map<Long, List<LakeFile>> after = inventory.days(OCTOBER);
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(day -> !Objects.equals(before.get(day), after.get(day)))
                .map(Lake::dayOfMonth)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Inventory inventory(DayRange window) {
        Inventory inventory = new Inventory(new Settling(Duration.ZERO));
        inventory.moveTo(window, Set.of(OCTOBER));
        return inventory;
    }

    private static TreeSet<Long> days(int... daysOfMonth) {
        return IntStream.of(daysOfMonth).mapToObj(Lake::day).collect(Collectors.toCollection(TreeSet::new));
    }
}
