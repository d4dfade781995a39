package io.costflow.output;

import static io.costflow.output.CorrelationHarness.OCTOBER;
import static io.costflow.output.CorrelationHarness.REFERENCE;
import static io.costflow.output.CorrelationHarness.asPublished;
import static io.costflow.output.CorrelationHarness.complete;
import static io.costflow.output.CorrelationHarness.computed;
import static io.costflow.output.CorrelationHarness.forgotten;
import static io.costflow.output.CorrelationHarness.gone;
import static io.costflow.output.CorrelationHarness.heldBack;
import static io.costflow.output.CorrelationHarness.plan;
import static io.costflow.output.CorrelationHarness.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.publish.DayMark;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The correlation while days are in the window: only what changed comes anew, and a published day never rests on two states of the reference data. */
class KeptClusterDaysTest {

    /** Another key is enabled for OpenShift: this concerns the clusters' days, and the cloud's. */
    private static final ReferenceSnapshot NEWER =
            SnapshotBuilder.of("org1").revision(20).bill("cloud", OCTOBER, 7).openShiftKeys(List.of("app")).build();

    private CorrelationHarness correlation;

    @BeforeEach
    void finishADay() throws Exception {
        correlation = new CorrelationHarness(Retention.WHILE_IN_WINDOW);
        correlation.send(complete(plan(1, "alpha", "bravo"), REFERENCE)).send(computed("alpha", 1, REFERENCE)).send(computed("bravo", 1, REFERENCE));
        assertThat(revisions()).containsExactly(1L);
    }

    @AfterEach
    void close() throws Exception {
        correlation.close();
    }

    @Test
    void onlyTheClusterThatChangedComesAnew() throws Exception {
        correlation.send(complete(plan(2, List.of(planned("alpha", 1), planned("bravo", 2))), REFERENCE));
        assertThat(revisions()).as("bravo is not there yet").containsExactly(1L);
        correlation.send(computed("bravo", 2, REFERENCE));
        assertThat(revisions()).containsExactly(1L, 2L);
        assertThat(correlation.texts()).hasSize(2).containsOnly("alpha\t1\nbravo\t1\n");
        assertThat(correlation.stateEntries()).as("the clusters' days, without the cloud's").isEqualTo(1);
    }

    @Test
    void aClusterThatNobodyNeedsYetIsThereWhenItIsNeeded() throws Exception {
        correlation.send(computed("charlie", 2, REFERENCE)).send(complete(plan(3, List.of(planned("alpha", 1), planned("charlie", 2))), REFERENCE));
        assertThat(correlation.texts()).last().isEqualTo("alpha\t1\ncharlie\t1\n");
    }

    @Test
    void whoeverIsFirstWithNewerReferenceDataTheOthersAreWaitedFor() throws Exception {
        correlation.send(computed("alpha", 1, NEWER));
        correlation.send(complete(plan(1, "alpha", "bravo"), NEWER));
        assertThat(revisions()).as("bravo rests on the older data").containsExactly(1L);
        correlation.send(computed("bravo", 1, NEWER));
        assertThat(revisions()).containsExactly(1L, 20L);
    }

    @Test
    void aCloudDayOfOlderReferenceDataThanItsClustersWaitsForTheNewerOne() throws Exception {
        correlation.send(computed("alpha", 1, NEWER)).send(computed("bravo", 1, NEWER)).send(complete(plan(2, List.of(planned("alpha", 1))), REFERENCE));
        assertThat(revisions()).containsExactly(1L);
        correlation.send(complete(plan(2, List.of(planned("alpha", 1))), NEWER));
        assertThat(revisions()).containsExactly(1L, 20L);
    }

    @Test
    void aClusterThatIsHeldBackCountsWithItsLastGoodDayWhereTheCloudIsAskedFor() throws Exception {
        ClusterDay good = computed("bravo", 1, REFERENCE);
        ClusterDay heldBack = new ClusterDay(
                good.cloudDay(), "bravo", ClusterDay.Standing.HELD_BACK, 2, 2, good.referenceDigest(), good.fingerprint(), HeldBack.because("It is cut."), good.facts(), 0);
        DayPlan plan = plan(3, List.of(planned("alpha", 1), planned("bravo", 2)));
        DayPlan asked = new DayPlan(plan.day(), 3, plan.source(), plan.files(), plan.overlap(), true, plan.outputs());
        correlation.send(heldBack).send(complete(asked, REFERENCE));
        DayMark mark = correlation.marks().get(1);
        assertThat(mark.heldBack().reason()).contains("It is cut.");
        assertThat(mark.lastGood()).isNotNull();
        assertThat(correlation.texts()).last().isEqualTo("alpha\t1\nbravo\t1\n");

        DayPlan blocked = new DayPlan(plan.day(), 4, plan.source(), List.of(), plan.overlap(), true,
                List.of(plan.outputs().get(0).blockedBy(HeldBack.because("The bill is gone."))));
        CompleteDay bill = complete(plan, REFERENCE);
        correlation.send(new CompleteDay(blocked, bill.output(), 4, List.of(), REFERENCE, plan, bill.contributions()));
        assertThat(correlation.marks().get(2).heldBack().reason()).isEqualTo("The bill is gone.");
        assertThat(correlation.texts()).hasSize(3).last().isEqualTo("alpha\t1\nbravo\t1\n");
    }

    @Test
    void reportPeriodsOfOtherSourcesMakeNoDifference() throws Exception {
        ReferenceSnapshot irrelevant = SnapshotBuilder.of("org1").revision(20).bill("cloud", OCTOBER, 7).reportPeriod("elsewhere", OCTOBER, 1).build();
        correlation.send(complete(plan(2, List.of(planned("alpha", 1), planned("bravo", 1))), irrelevant));
        assertThat(revisions()).containsExactly(1L, 20L);
    }

    @Test
    void aDayThatWasFoundAsPublishedRestsOnTheNewerPlan() throws Exception {
        correlation.send(complete(plan(5, "alpha", "bravo"), REFERENCE)).send(asPublished("alpha", 5, "made-of-alpha")).send(computed("bravo", 5, REFERENCE));
        assertThat(revisions()).containsExactly(1L, 5L);
    }

    @Test
    void aDayThatWasFoundAsPublishedIsNotTakenForAnotherOne() throws Exception {
        correlation.send(complete(plan(5, "alpha"), REFERENCE)).send(asPublished("alpha", 5, "made-of-something-else"));
        assertThat(revisions()).containsExactly(1L);
        correlation.send(asPublished("charlie", 5, "made-of-charlie")).send(complete(plan(6, "charlie"), REFERENCE));
        assertThat(revisions()).as("it was never computed here").containsExactly(1L);
    }

    @Test
    void aClusterThatIsHeldBackHoldsTheCloudDayUntilItIsHealed() throws Exception {
        correlation.send(heldBack("alpha", 2, HeldBack.because("The file is wrong."))).send(complete(plan(2, List.of(planned("alpha", 2))), REFERENCE));
        assertThat(correlation.lastMark().heldBack().reason()).contains("alpha").contains("The file is wrong.");
        correlation.send(complete(plan(3, List.of(planned("alpha", 3))), REFERENCE)).send(computed("alpha", 3, REFERENCE));
        assertThat(correlation.lastMark()).extracting(DayMark::revision, DayMark::heldBack).containsExactly(3L, null);
    }

    @Test
    void anOlderDayOfAClusterChangesNothing() throws Exception {
        correlation.send(computed("alpha", 4, REFERENCE)).send(heldBack("alpha", 3, HeldBack.because("Old."))).send(gone("alpha", 2));
        correlation.send(complete(plan(4, List.of(planned("alpha", 4))), REFERENCE));
        assertThat(correlation.lastMark()).extracting(DayMark::revision, DayMark::heldBack).containsExactly(4L, null);
    }

    @Test
    void whatIsGoneLeavesNothingBehind() throws Exception {
        correlation.send(complete(plan(2, "alpha"), REFERENCE));
        correlation.send(forgotten(3)).send(gone("alpha", 3)).send(gone("bravo", 3));
        assertThat(correlation.stateEntries()).isZero();
        assertThat(revisions()).as("what waited is not published any more").containsExactly(1L);
    }

    @Test
    void aCloudSourceThatComesBackFindsItsClusters() throws Exception {
        correlation.send(forgotten(2));
        correlation.send(complete(plan(3, List.of(planned("alpha", 1), planned("bravo", 1))), REFERENCE));
        assertThat(revisions()).containsExactly(1L, 3L);
    }

    @Test
    void stateSurvivesARestart() throws Exception {
        correlation.send(complete(plan(2, List.of(planned("alpha", 1), planned("bravo", 2))), REFERENCE));
        try (CorrelationHarness restarted = correlation.restarted()) {
            restarted.send(computed("bravo", 2, REFERENCE));
            assertThat(restarted.texts()).containsExactly("alpha\t1\nbravo\t1\n");
        }
    }

    private List<Long> revisions() {
        return correlation.marks().stream().map(DayMark::revision).toList();
    }
}
