package io.costflow.openshift;

import static io.costflow.openshift.PlannedDay.DAILY;
import static io.costflow.openshift.PlannedDay.HOURLY;
import static io.costflow.openshift.PlannedDay.TENANT;
import static io.costflow.openshift.PlannedDay.capacity;
import static io.costflow.openshift.PlannedDay.foreign;
import static io.costflow.openshift.PlannedDay.plan;
import static io.costflow.openshift.PlannedDay.pods;
import static io.costflow.openshift.PlannedDay.reference;
import static io.costflow.openshift.PlannedDay.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.reference.ReferenceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published of a day, or why it is held back. */
class OpenShiftDayResultTest {

    private static final ReferenceSnapshot REFERENCE = reference(TENANT, "app");

    @Test
    void aBlockedDayIsHeldBackForItsReason() {
        HeldBack reason = new HeldBack("The hourly file is missing.", "s3://cost/a", null);
        assertThat(onlyMark(plan(7, DAILY).asBlocked(reason)))
                .isEqualTo(new DayMark(PlannedDay.DAY, 7, null, null, 0, 1, 0, false, reason));
    }

    @Test
    void anUnchangedDayIsMarkedAsWhatWasPublished() {
        DayPlan plan = new DayPlan(PlannedDay.DAY, 7, "my-cluster", "My Cluster", List.of(DAILY, HOURLY), null, "fingerprint", "checksum", true, false);
        assertThat(onlyMark(plan)).isEqualTo(new DayMark(PlannedDay.DAY, 7, "fingerprint", "checksum", 0, 2, 0, false, null));
    }

    @Test
    void aFileThatCannotBeReadHoldsBackItsDay() {
        assertThat(onlyMark(plan(7, DAILY, HOURLY), unreadable(7, DAILY, "Column pod_labels is missing."), capacity(7)).heldBack())
                .isEqualTo(new HeldBack("Column pod_labels is missing.", DAILY.path(), "pod_labels"));
    }

    @Test
    void ofSeveralUnreadableFilesTheFirstIsNamedAndTheOthersCounted() {
        assertThat(onlyMark(plan(7, DAILY, HOURLY), unreadable(7, DAILY, "It is empty."), unreadable(7, HOURLY, "It is cut.")).heldBack())
                .isEqualTo(new HeldBack("It is empty. 1 more of the day's files are wrong.", DAILY.path(), "pod_labels"));
    }

    @Test
    void aDayWithoutAReportPeriodIsHeldBack() {
        ReferenceSnapshot without = new ReferenceSnapshot(TENANT, 1, List.of(), List.of(), List.of(), List.of());
        assertThat(emitted(plan(7, DAILY), without, pods(7, DAILY, "shop"))).singleElement().satisfies(output -> {
            assertThat(output.mark().heldBack().reason()).contains("no report period").contains("org1234567.reporting_ocpusagereportperiod");
            assertThat(output.mark().rowsRead()).isEqualTo(1);
        });
    }

    @Test
    void aDayThatNoFileHasToDoWithIsNotThere() {
        assertThat(emitted(plan(7, DAILY), REFERENCE, foreign(7, DAILY))).isEmpty();
        assertThat(emitted(plan(7), REFERENCE)).isEmpty();
    }

    @Test
    void foreignFilesAddNothing() {
        List<DayOutput> outputs = emitted(plan(7, DAILY, HOURLY), REFERENCE, pods(7, DAILY, "shop"), foreign(7, HOURLY));
        assertThat(outputs).hasSize(2);
        assertThat(outputs.get(1).mark().rows()).as("the namespace and what is unallocated").isEqualTo(2);
    }

    @Test
    void aRebuildIsPassedOn() {
        DayPlan plan = new DayPlan(PlannedDay.DAY, 7, "my-cluster", "My Cluster", List.of(DAILY), null, "f", "c", false, true);
        assertThat(emitted(plan, REFERENCE, pods(7, DAILY, "shop")).get(1).mark().rebuild()).isTrue();
    }

    private static DayMark onlyMark(DayPlan plan, DayInput... inputs) {
        List<DayOutput> outputs = emitted(plan, REFERENCE, inputs);
        assertThat(outputs).singleElement().satisfies(output -> assertThat(output.mark()).isNotNull());
        return outputs.get(0).mark();
    }

    private static List<DayOutput> emitted(DayPlan plan, ReferenceSnapshot reference, DayInput... inputs) {
        List<Contribution> contributions = Stream.of(inputs).map(DayInput::contribution).toList();
        List<DayOutput> outputs = new ArrayList<>();
        new OpenShiftDayResult(plan, contributions, reference).emit(outputs::add);
        return outputs;
    }
}
