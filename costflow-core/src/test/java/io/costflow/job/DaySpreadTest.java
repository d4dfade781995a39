package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.random.RandomCases;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

/** How Flink spreads days over subtasks by their hash codes. */
class DaySpreadTest {

    /** Days in a row, as a window has them. One in 1,400 of these cases has three above the share, in 200,000 none had four. */
    @Test
    void noSubtaskGetsMoreThanThreeDaysOfASourceAboveItsShare() {
        RandomCases.check(1000, values -> {
            String source = new UUID(values.random().nextLong(), 0).toString();
            int firstDay = values.between(18_000, 25_000);
            int days = values.between(1, 120);
            int subtasks = values.between(1, 16);
            int[] load = load(days(source, firstDay, days), subtasks);
            assertThat(IntStream.of(load).max().orElseThrow()).as("%d days on %d subtasks", days, subtasks).isLessThanOrEqualTo(days / subtasks + 3);
        });
    }

    @Test
    void oneDayOfManySourcesIsSpreadAsByChanceAtWorst() {
        int[] load = load(IntStream.range(0, 2_000).mapToObj(number -> new SourceDay("org1234567", "cluster-" + number, 20_400)), 8);
        assertThat(IntStream.of(load).boxed()).allSatisfy(days -> assertThat(days).isBetween(200, 300));
    }

    @Test
    void daysHaveHashCodesOfTheirOwn() {
        assertThat(IntStream.range(0, 200).boxed().flatMap(source -> days("cluster-" + source, 20_000, 60)).map(SourceDay::hashCode).distinct())
                .hasSizeGreaterThan(11_990);
    }

    /** State is kept by group: a day whose group changes would not be found any more. */
    @Test
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
