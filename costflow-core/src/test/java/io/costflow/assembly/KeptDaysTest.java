package io.costflow.assembly;

import static io.costflow.assembly.PlannedDay.CLUSTER;
import static io.costflow.assembly.PlannedDay.DAILY;
import static io.costflow.assembly.PlannedDay.DAY;
import static io.costflow.assembly.PlannedDay.HOURLY;
import static io.costflow.assembly.PlannedDay.OPENSHIFT;
import static io.costflow.assembly.PlannedDay.TENANT;
import static io.costflow.assembly.PlannedDay.file;
import static io.costflow.assembly.PlannedDay.forget;
import static io.costflow.assembly.PlannedDay.permutations;
import static io.costflow.assembly.PlannedDay.plan;
import static io.costflow.assembly.PlannedDay.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.OutputPlan;
import io.costflow.provider.Layouts;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day assembler while days are in the window: what is kept is used again, and what leaves the window leaves nothing behind. */
class KeptDaysTest {

    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(TENANT).build();
    private static final ReferenceSnapshot NEWER = SnapshotBuilder.of(TENANT).revision(20).openShiftKeys(List.of("app")).build();
    private static final LakeFile REPLACED = file(OpenShift.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.0_daily_0.parquet", 2);

    private static final OutputPlan OUTPUT = OutputPlan.of(OPENSHIFT);
    private static final OutputPlan KEPT = OUTPUT.to(Purpose.KEEP);

    private AssemblerHarness assembler;

    @BeforeEach
    void open() throws Exception {
        assembler = new AssemblerHarness(Retention.WHILE_IN_WINDOW);
    }

    @AfterEach
    void close() throws Exception {
        assembler.close();
    }

    @Test
    void aNewerPlanNeedsItsNewFilesOnly() throws Exception {
        List<Object> before = List.of(REFERENCE, DayInput.of(plan(1, DAILY, HOURLY)), read(1, DAILY, "pods"), read(1, HOURLY, "hours"));
        for (List<Object> order : permutations(List.<Object>of(DayInput.of(plan(2, REPLACED, HOURLY)), read(2, REPLACED, "new"), read(1, DAILY, "pods")))) {
            try (AssemblerHarness kept = new AssemblerHarness(Retention.WHILE_IN_WINDOW).sendAll(before); AssemblerHarness replayed = kept.restarted()) {
                assertThat(contents(kept.clusterDays())).containsExactly(List.of("pods", "hours"));
                replayed.sendAll(order);
                assertThat(replayed.clusterDays()).as("%s", order).extracting(CompleteDay::revision).containsExactly(2L);
                assertThat(contents(replayed.clusterDays())).as("%s", order).containsExactly(List.of("new", "hours"));
            }
        }
    }

    @Test
    void whateverIsReplayedADayIsPassedOnOnce() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(2, DAILY)), read(2, DAILY, "pods"), DayInput.of(plan(2, DAILY)), read(2, DAILY, "pods"),
                DayInput.of(plan(1, HOURLY)), read(1, HOURLY, "hours"), REFERENCE));
        assertThat(revisions()).containsExactly(2L);
        assertThat(assembler.stateEntries()).as("plan, contribution, its line items, what was passed on").isEqualTo(4);
    }

    @Test
    void aChangeOfReferenceDataPassesOnTheDayFromState() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(2, DAILY)), read(2, DAILY, "pods"), NEWER));
        assertThat(assembler.clusterDays()).extracting(CompleteDay::reference).containsExactly(REFERENCE, NEWER);
        assertThat(contents(assembler.clusterDays())).containsExactly(List.of("pods"), List.of("pods"));
        assertThat(revisions()).containsExactly(2L, 20L);
    }

    @Test
    void revisionsRiseWhateverTheClocksDo() throws Exception {
        ReferenceSnapshot third = SnapshotBuilder.of(TENANT).revision(21).openShiftKeys(List.of("tier")).build();
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(30, DAILY)), read(30, DAILY, "pods"), NEWER, third, DayInput.of(plan(31, DAILY))));
        assertThat(revisions()).containsExactly(30L, 31L, 32L, 33L);
    }

    @Test
    void referenceDataThatDoNotConcernTheDayOrAreOlderChangeNothing() throws Exception {
        ReferenceSnapshot sameForTheDay = SnapshotBuilder.of(TENANT).revision(30).openShiftKeys(List.of("app")).awsKeys("team").build();
        assembler.sendAll(List.of(NEWER, DayInput.of(plan(2, DAILY)), read(2, DAILY, "pods"), REFERENCE, sameForTheDay, REFERENCE));
        assertThat(revisions()).containsExactly(20L);
    }

    @Test
    void anIncompleteDayWaitsForItsFilesWhateverTheReferenceData() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), DayInput.of(plan(2, DAILY, HOURLY)), NEWER));
        assertThat(revisions()).containsExactly(1L);
        assembler.send(read(2, HOURLY, "hours"));
        assertThat(contents(assembler.clusterDays())).last().isEqualTo(List.of("pods", "hours"));
    }

    @Test
    void aBlockedDayFollowsTheReferenceDataToo() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(2, OUTPUT.blockedBy(HeldBack.because("The hourly file is missing.")), DAILY)), NEWER));
        assertThat(revisions()).as("a cloud's day of the newer data waits for it").containsExactly(2L, 20L);
    }

    @Test
    void aKeptDayIsComputedWhenItsFilesAreAllThereAndItWasNotComputedBefore() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), DayInput.of(plan(2, KEPT, DAILY))));
        assertThat(purposes()).as("nothing has changed").containsExactly(Purpose.COMPUTE, Purpose.KEEP);
        assembler.send(NEWER);
        assertThat(purposes()).containsExactly(Purpose.COMPUTE, Purpose.KEEP, Purpose.COMPUTE);
        assertThat(contents(assembler.clusterDays())).last().isEqualTo(List.of("pods"));
        assembler.send(DayInput.of(plan(3, KEPT, DAILY)));
        assertThat(purposes()).as("the plan may not know the newer data").last().isEqualTo(Purpose.COMPUTE);
    }

    @Test
    void aKeptDayOfOtherFilesThanThoseComputedLastIsComputed() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY, HOURLY)), read(1, DAILY, "pods"), read(1, HOURLY, "hours")));
        assembler.send(DayInput.of(plan(2, KEPT, DAILY)));
        assertThat(contents(assembler.clusterDays())).containsExactly(List.of("pods", "hours"), List.of("pods"));
    }

    @Test
    void aKeptDayWithoutItsFilesIsLeftToTheInventory() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, KEPT, DAILY)), NEWER));
        assertThat(purposes()).containsExactly(Purpose.KEEP);
        assembler.sendAll(List.of(DayInput.of(plan(2, DAILY)), DayInput.of(PlannedDay.unreadable(2, DAILY, "It is cut.")), DayInput.of(plan(3, KEPT, DAILY)),
                REFERENCE));
        assertThat(purposes()).as("a file that could not be read is of no use").containsExactly(Purpose.KEEP, Purpose.COMPUTE, Purpose.KEEP);
    }

    @Test
    void whatAnotherCombinerMadeIsNotThere() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "of version 1")));
        Layouts other = new Layouts(Set.of("openshift-on-aws"));
        try (AssemblerHarness upgraded = assembler.upgraded(other)) {
            upgraded.sendAll(List.of(NEWER, DayInput.of(plan(30, DAILY)), read(1, DAILY, "of version 1")));
            assertThat(upgraded.clusterDays()).isEmpty();
            upgraded.send(DayInput.of(new Contribution(DAY, 30, DAILY, other.version(DAILY.report()), true, 3, "of version 2".getBytes(StandardCharsets.UTF_8), null)));
            assertThat(contents(upgraded.clusterDays())).containsExactly(List.of("of version 2"));
        }
    }

    @Test
    void aDayThatIsHeldBackHasTheFilesThatItCouldBeComputedFromLast() throws Exception {
        List<Object> before = List.of(REFERENCE, DayInput.of(plan(1, DAILY, HOURLY)), read(1, DAILY, "pods"), read(1, HOURLY, "hours"));
        DayInput cut = DayInput.of(PlannedDay.unreadable(2, REPLACED, "It is cut."));
        for (List<Object> order : permutations(List.<Object>of(DayInput.of(plan(2, REPLACED, HOURLY)), cut))) {
            try (AssemblerHarness kept = new AssemblerHarness(Retention.WHILE_IN_WINDOW).sendAll(before).sendAll(order); AssemblerHarness restarted = kept.restarted()) {
                CompleteDay heldBack = kept.clusterDays().get(1);
                assertThat(heldBack.problem()).as("%s", order).isPresent();
                assertThat(contents(List.of(heldBack.lastGood().orElseThrow()))).as("%s", order).containsExactly(List.of("pods", "hours"));

                restarted.send(DayInput.of(plan(3, OUTPUT.blockedBy(HeldBack.because("All files are gone.")))));
                CompleteDay gone = restarted.clusterDays().get(0);
                assertThat(contents(List.of(gone.lastGood().orElseThrow()))).as("a day that is held back twice").containsExactly(List.of("pods", "hours"));
                assertThat(gone.lastGood().orElseThrow().plan().revision()).isEqualTo(1);

                restarted.sendAll(List.of(DayInput.of(plan(4, HOURLY)), read(4, HOURLY, "other hours")));
                assertThat(restarted.clusterDays().get(1).lastGood()).isEmpty();
                assertThat(restarted.stateEntries()).as("plan, contribution, its line items, what was passed on").isEqualTo(4);
            }
        }
    }

    @Test
    void anEmptiedDayDropsItsFilesAndIsPassedOn() throws Exception {
        DayPlan emptied = plan(2, OUTPUT.to(Purpose.EMPTY));
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), DayInput.of(emptied)));
        assertThat(assembler.clusterDays()).last().isEqualTo(new CompleteDay(emptied, OPENSHIFT, 2, List.of(), REFERENCE));
        assertThat(assembler.stateEntries()).as("plan, what was passed on").isEqualTo(2);
    }

    @Test
    void aForgottenDayIsNotBroughtBackByStragglers() throws Exception {
        DayPlan forget = forget(3);
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), DayInput.of(forget)));
        try (AssemblerHarness restarted = assembler.restarted()) {
            restarted.sendAll(List.of(DayInput.of(plan(2, DAILY)), read(2, DAILY, "pods"), DayInput.of(forget), NEWER));
            assertThat(restarted.clusterDays()).isEmpty();
            assertThat(restarted.stateEntries()).as("the note of it").isEqualTo(1);
            restarted.advanceTo(Duration.ofMinutes(10));
            assertThat(restarted.stateEntries()).isZero();
        }
        assertThat(assembler.clusterDays()).last().isEqualTo(CompleteDay.forgotten(forget, OPENSHIFT, 3));
    }

    @Test
    void aDayThatComesBackStays() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(forget(1)), read(2, DAILY, "pods"), DayInput.of(plan(2, DAILY))));
        assembler.advanceTo(Duration.ofMinutes(10));
        assembler.send(DayInput.of(plan(2, DAILY)));
        assertThat(revisions()).as("nothing was emitted that could be forgotten").containsExactly(2L);
        assertThat(assembler.stateEntries()).isEqualTo(4);
    }

    @Test
    void aDayThatIsForgottenTwiceIsRememberedForTheFullTimeAgain() throws Exception {
        assembler.send(DayInput.of(forget(1)));
        assembler.advanceTo(Duration.ofMinutes(8));
        assembler.sendAll(List.of(DayInput.of(plan(2, DAILY)), DayInput.of(forget(3))));
        assembler.advanceTo(Duration.ofMinutes(12));
        assertThat(assembler.stateEntries()).isEqualTo(1);
        assembler.advanceTo(Duration.ofMinutes(18));
        assertThat(assembler.stateEntries()).isZero();
    }

    @Test
    void aClusterThatMovesToAnotherCloudLeavesTheOneBefore() throws Exception {
        DayPlan before = PlannedDay.of(DAY, 1, on("cloud-1"), List.of(DAILY), OUTPUT);
        DayPlan after = PlannedDay.of(DAY, 2, on("cloud-2"), List.of(DAILY), OUTPUT);
        assembler.sendAll(List.of(REFERENCE, DayInput.of(before), read(1, DAILY, "pods"), DayInput.of(after)));
        assertThat(assembler.clusterDays()).extracting(CompleteDay::plan).containsExactly(before, before.with(List.of()), after);
    }

    private static SourceSettings on(String cloud) {
        return SourceSettings.cluster(TENANT, OpenShift.TYPE, CLUSTER.uuid(), CLUSTER.clusterId(), CLUSTER.clusterAlias(), cloud);
    }

    private List<Long> revisions() {
        return assembler.clusterDays().stream().map(CompleteDay::revision).toList();
    }

    private List<Purpose> purposes() {
        return assembler.clusterDays().stream().map(day -> day.outputPlan().purpose()).toList();
    }

    private static List<List<String>> contents(List<CompleteDay> days) {
        return days.stream()
                .map(day -> day.contributions().stream().map(Contribution::body).map(body -> new String(body, StandardCharsets.UTF_8)).toList())
                .toList();
    }
}
