package io.costflow.output;

import static io.costflow.output.DueMonthTest.computed;
import static io.costflow.output.DueMonthTest.day;
import static io.costflow.output.DueMonthTest.of;
import static io.costflow.output.DueMonthTest.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.assembly.Retention;
import io.costflow.day.MonthPlan;
import io.costflow.output.MonthDay.Standing;
import io.costflow.provider.Layouts;
import io.costflow.reference.SnapshotBuilder;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What the operator of months keeps. */
class MonthFunctionTest {

    private static final LocalDate DAY_2 = LocalDate.of(2025, 10, 2);
    private static final LocalDate DAY_3 = LocalDate.of(2025, 10, 3);
    private static final MonthPlan BOTH = plan(day(DAY_2, "two"), day(DAY_3, "three"));

    @Test
    void daysAreKeptOverARestart() throws Exception {
        try (MonthHarness months = new MonthHarness(Layouts.ofAll(), Retention.WHILE_IN_WINDOW)) {
            months.day(computed(DAY_2, "two", 7, BOTH));
            months.day(computed(DAY_3, "three", 7, BOTH));
            assertThat(months.outputs()).as("without reference data").isEmpty();
            months.reference(SnapshotBuilder.of("org1").build());
            assertThat(months.outputs()).hasSize(1);

            months.restore();
            months.day(computed(DAY_3, "another", 8, plan(day(DAY_2, "two"), day(DAY_3, "another"))));
            assertThat(months.outputs()).hasSize(2);
        }
    }

    @Test
    void anOlderPlanDoesNotComeBack() throws Exception {
        try (MonthHarness months = new MonthHarness(Layouts.ofAll(), Retention.WHILE_IN_WINDOW)) {
            months.reference(SnapshotBuilder.of("org1").build());
            months.day(computed(DAY_2, "two", 8, plan(day(DAY_2, "two"))));
            assertThat(months.outputs()).hasSize(1);
            months.day(computed(DAY_2, "before", 7, plan(day(DAY_2, "before"))));
            assertThat(months.outputs()).hasSize(1);
        }
    }

    @Test
    void aMonthThatHasLeftTheWindowLeavesNothingBehind() throws Exception {
        try (MonthHarness months = new MonthHarness(Layouts.ofAll(), Retention.WHILE_IN_WINDOW)) {
            months.day(computed(DAY_2, "two", 7, BOTH));
            months.day(computed(DAY_3, "three", 7, BOTH));
            assertThat(months.entries()).isPositive();
            months.day(of(DAY_2, Standing.FORGOTTEN, null, 8, null, null));
            months.day(of(DAY_3, Standing.FORGOTTEN, null, 8, null, null));
            assertThat(months.entries()).isZero();
        }
    }

    @Test
    void aRunThatEndsBeforeAMonthIsCompleteFails() throws Exception {
        try (MonthHarness months = new MonthHarness(Layouts.ofAll(), Retention.UNTIL_FINISHED)) {
            months.reference(SnapshotBuilder.of("org1").build());
            months.day(computed(DAY_2, "two", 7, BOTH));
            assertThatThrownBy(months::end).hasStackTraceContaining("aws-ec2 of org1").hasStackTraceContaining("still waits for days");
        }
    }
}
