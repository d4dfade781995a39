package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** How Flink spreads days over subtasks by their hash codes. */
class DaySpreadTest {

    /** Days in a row, as a window has them. */
    @Property
    void noSubtaskGetsMoreThanTwoDaysOfASourceAboveItsShare(
            @ForAll long source,
            @ForAll @IntRange(min = 18_000, max = 25_000) int firstDay,
            @ForAll @IntRange(min = 1, max = 120) int days,
            @ForAll @IntRange(min = 1, max = 16) int subtasks) {
        int[] load = load(days(new UUID(source, 0).toString(), firstDay, days), subtasks);
        assertThat(IntStream.of(load).max().orElseThrow()).isLessThanOrEqualTo(days / subtasks + 2);
    }

    @Example
    void oneDayOfManySourcesIsSpreadAsByChanceAtWorst() {
        int[] load = load(IntStream.range(0, 2_000).mapToObj(number -> new SourceDay("org1234567", "cluster-" + number, 20_400)), 8);
        assertThat(IntStream.of(load).boxed()).allSatisfy(days -> assertThat(days).isBetween(200, 300));
    }

    @Example
    void daysHaveHashCodesOfTheirOwn() {
        assertThat(IntStream.range(0, 200).boxed().flatMap(source -> days("cluster-" + source, 20_000, 60)).map(SourceDay::hashCode).distinct())
                .hasSizeGreaterThan(11_990);
    }

    /** State is kept by group: a day whose group changes would not be found any more. */
    @Example
    void groupsNeverChange() {
        assertThat(days("28a14e95-e57d-4c45-a2f9-d36d63c9a6d5", 20_400, 8).map(DaySpreadTest::group)).containsExactly(332, 57, 502, 227, 672, 397, 122, 566);
    }

    private static Stream<SourceDay> days(String source, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(day -> new SourceDay("org1234567", source, day));
    }

    private static int[] load(Stream<SourceDay> days, int subtasks) {
        int[] load = new int[subtasks];
        days.forEach(day -> load[KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(SourceDay.GROUPS, subtasks, group(day))]++);
        return load;
    }

    private static int group(SourceDay day) {
        return KeyGroupRangeAssignment.assignToKeyGroup(day, SourceDay.GROUPS);
    }
}
