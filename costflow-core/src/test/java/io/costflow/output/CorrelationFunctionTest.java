package io.costflow.output;

import static io.costflow.output.CorrelationHarness.DAY;
import static io.costflow.output.CorrelationHarness.OUTPUT;
import static io.costflow.output.CorrelationHarness.REFERENCE;
import static io.costflow.output.CorrelationHarness.complete;
import static io.costflow.output.CorrelationHarness.computed;
import static io.costflow.output.CorrelationHarness.day;
import static io.costflow.output.CorrelationHarness.file;
import static io.costflow.output.CorrelationHarness.heldBack;
import static io.costflow.output.CorrelationHarness.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.assembly.Retention;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.OutputPlan;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.Providers;
import io.costflow.publish.DayMark.Basis;
import io.costflow.publish.DayMark.Content;
import io.costflow.publish.DayMark;
import io.costflow.publish.RowChecksum;
import io.costflow.reference.SnapshotBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The correlation in a run that ends: whatever arrives in whatever order, a cloud's day is finished once and nothing is left behind. */
class CorrelationFunctionTest {

    private CorrelationHarness correlation;

    @BeforeEach
    void open() throws Exception {
        correlation = new CorrelationHarness(Retention.UNTIL_FINISHED);
    }

    @AfterEach
    void close() throws Exception {
        correlation.close();
    }

    @Test
    void whicheverSideArrivesFirstTheOutputsAreTheSame() throws Exception {
        correlation.send(complete(plan(1, "alpha", "bravo"), REFERENCE)).send(computed("alpha", 1, REFERENCE));
        assertThat(correlation.outputs()).isEmpty();
        correlation.send(computed("bravo", 1, REFERENCE));
        assertThat(correlation.texts()).containsExactly("alpha\t1\nbravo\t1\n");
        assertNothingIsKept();

        correlation.send(computed("bravo", 1, REFERENCE)).send(computed("alpha", 1, REFERENCE));
        assertThat(correlation.marks()).hasSize(1);
        correlation.send(complete(plan(1, "alpha", "bravo"), REFERENCE));

        assertThat(correlation.texts()).containsExactly("alpha\t1\nbravo\t1\n", "alpha\t1\nbravo\t1\n");
        assertThat(correlation.marks()).hasSize(2).allSatisfy(mark -> {
            assertThat(mark).isEqualTo(correlation.lastMark());
            assertThat(mark.heldBack()).isNull();
            assertThat(mark.rows()).as("the rows of all tables, over both times").isEqualTo(correlation.rows() / 2).isGreaterThan(2);
        });
        assertNothingIsKept();
    }

    @Test
    void aClustersDayOfAnOlderRevisionIsWaitedOut() throws Exception {
        correlation.send(computed("alpha", 1, REFERENCE)).send(complete(plan(2, "alpha"), REFERENCE));
        assertThat(correlation.outputs()).isEmpty();

        correlation.send(computed("alpha", 2, REFERENCE));

        assertThat(correlation.lastMark().revision()).isEqualTo(2);
        assertNothingIsKept();
    }

    @Test
    void anOlderDayDoesNotReplaceANewerOne() throws Exception {
        correlation.send(computed("alpha", 3, REFERENCE)).send(computed("alpha", 2, REFERENCE)).send(complete(plan(3, "alpha"), REFERENCE));

        assertThat(correlation.lastMark().revision()).isEqualTo(3);
    }

    @Test
    void aClustersDayThatIsNewerThanTheCloudsWaitsForTheCloudDayThatWasPlannedWithIt() throws Exception {
        correlation.send(complete(plan(1, "alpha", "bravo"), REFERENCE)).send(computed("alpha", 2, REFERENCE)).send(computed("bravo", 2, REFERENCE));
        assertThat(correlation.marks()).extracting(DayMark::revision).containsExactly(1L);

        correlation.send(complete(plan(2, "alpha", "bravo"), REFERENCE));

        assertThat(correlation.marks()).extracting(DayMark::revision).containsExactly(1L, 2L);
        assertNothingIsKept();
    }

    @Test
    void aClusterThatIsHeldBackHoldsTheCloudDayAndIsNamed() throws Exception {
        correlation.send(complete(plan(1, "alpha", "bravo"), REFERENCE)).send(computed("alpha", 1, REFERENCE))
                .send(heldBack("bravo", 1, new HeldBack("The file is wrong.", "s3://file", "column")));

        assertThat(correlation.outputs()).hasSize(1);
        assertThat(correlation.lastMark().heldBack())
                .isEqualTo(new HeldBack("The day of the cluster bravo, which runs on this source, is held back: The file is wrong.", "s3://file", "column"));
        assertNothingIsKept();
    }

    @Test
    void aDayWithoutABillIsHeldBackAndSaysWhatToDo() throws Exception {
        correlation.send(computed("alpha", 1, REFERENCE)).send(complete(plan(1, "alpha"), SnapshotBuilder.of("org1").build()));

        assertThat(correlation.lastMark().heldBack().reason())
                .contains("The source has no bill for the month of the day.").contains("org1.reporting_awscostentrybill");
        assertNothingIsKept();
    }

    @Test
    void aFileOfTheBillThatIsWrongHoldsTheDay() throws Exception {
        HeldBack problem = new HeldBack("Not Parquet.", "s3://bill", null);
        correlation.send(computed("alpha", 1, REFERENCE)).send(day(plan(1, "alpha"), 1, REFERENCE, file(true, problem)));

        assertThat(correlation.lastMark().heldBack().file()).isEqualTo("s3://bill");
        assertNothingIsKept();
    }

    @Test
    void aBillThatHasNothingOfTheDayIsNotPublished() throws Exception {
        correlation.send(day(plan(1, "alpha"), 1, REFERENCE, file(false, null))).send(computed("alpha", 1, REFERENCE));

        assertThat(correlation.outputs()).isEmpty();
        assertNothingIsKept();
    }

    @Test
    void aDayThatDidNotChangeWaitsForNobody() throws Exception {
        correlation.send(day(plan(1, OutputPlan.of(OUTPUT).to(Purpose.KEEP)), 1, REFERENCE));

        assertThat(correlation.lastMark().content()).isEqualTo(new Content("before", "sum", 0));
        assertNothingIsKept();
    }

    @Test
    void aDayWhoseFilesAreGoneIsPublishedWithoutRows() throws Exception {
        DayPlan emptied = plan(1, OutputPlan.of(OUTPUT).to(Purpose.EMPTY));
        correlation.send(day(emptied, 1, REFERENCE));

        String fingerprint = DayFingerprint.of(emptied, (CorrelatedOutput) Providers.output(OUTPUT), List.of(), List.of(), REFERENCE);
        assertThat(correlation.marks())
                .containsExactly(DayMark.of(OutputPeriod.of(OUTPUT, DAY), 1, new Content(fingerprint, RowChecksum.OF_NOTHING, 0), new Basis(1, 0, 0, 0, 1)));
        assertNothingIsKept();
    }

    @Test
    void aRunDoesNotEndWithADayThatIsNotFinished() throws Exception {
        correlation.send(complete(plan(2, "alpha", "bravo"), REFERENCE)).send(computed("bravo", 2, REFERENCE)).send(computed("alpha", 1, REFERENCE));

        assertThatThrownBy(correlation::endInputs).hasStackTraceContaining("org1/cloud/2025-10-01 still waits for the days of the clusters [alpha]");
        correlation.send(computed("alpha", 2, REFERENCE)).endInputs();
    }

    private void assertNothingIsKept() {
        assertThat(correlation.stateEntries()).isZero();
    }
}
