package io.costflow.assembly;

import static io.costflow.assembly.PlannedDay.CLUSTER;
import static io.costflow.assembly.PlannedDay.DAILY;
import static io.costflow.assembly.PlannedDay.DAY;
import static io.costflow.assembly.PlannedDay.HOURLY;
import static io.costflow.assembly.PlannedDay.TENANT;
import static io.costflow.assembly.PlannedDay.file;
import static io.costflow.assembly.PlannedDay.permutations;
import static io.costflow.assembly.PlannedDay.plan;
import static io.costflow.assembly.PlannedDay.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.DayPlan.Purpose;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day assembler while days are in the window: what is kept is used again, and what leaves the window leaves nothing behind. */
class KeptDaysTest {

    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(TENANT).build();
    private static final ReferenceSnapshot NEWER = SnapshotBuilder.of(TENANT).revision(20).openShiftKeys(List.of("app")).build();
    private static final LakeFile REPLACED = file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.0_daily_0.parquet", 2);

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
                assertThat(contents(kept.output())).containsExactly(List.of("pods", "hours"));
                replayed.sendAll(order);
                assertThat(replayed.output()).as("%s", order).extracting(CompleteDay::revision).containsExactly(2L);
                assertThat(contents(replayed.output())).as("%s", order).containsExactly(List.of("new", "hours"));
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
        assertThat(assembler.output()).extracting(CompleteDay::reference).containsExactly(REFERENCE, NEWER);
        assertThat(contents(assembler.output())).containsExactly(List.of("pods"), List.of("pods"));
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
        assertThat(contents(assembler.output())).last().isEqualTo(List.of("pods", "hours"));
    }

    @Test
    void aBlockedDayFollowsTheReferenceDataToo() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(2, DAILY).asBlocked(HeldBack.because("The hourly file is missing."))), NEWER));
        assertThat(revisions()).as("a cloud's day of the newer data waits for it").containsExactly(2L, 20L);
    }

    @Test
    void aKeptDayIsComputedWhenItsFilesAreAllThereAndItWasNotComputedBefore() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), DayInput.of(plan(2, DAILY).to(Purpose.KEEP))));
        assertThat(purposes()).as("nothing has changed").containsExactly(Purpose.COMPUTE, Purpose.KEEP);
        assembler.send(NEWER);
        assertThat(purposes()).containsExactly(Purpose.COMPUTE, Purpose.KEEP, Purpose.COMPUTE);
        assertThat(contents(assembler.output())).last().isEqualTo(List.of("pods"));
        assembler.send(DayInput.of(plan(3, DAILY).to(Purpose.KEEP)));
        assertThat(purposes()).as("the plan may not know the newer data").last().isEqualTo(Purpose.COMPUTE);
    }

    @Test
    void aKeptDayOfOtherFilesThanThoseComputedLastIsComputed() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY, HOURLY)), read(1, DAILY, "pods"), read(1, HOURLY, "hours")));
        assembler.send(DayInput.of(plan(2, DAILY).to(Purpose.KEEP)));
        assertThat(contents(assembler.output())).containsExactly(List.of("pods", "hours"), List.of("pods"));
    }

    @Test
    void aKeptDayWithoutItsFilesIsLeftToTheInventory() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY).to(Purpose.KEEP)), NEWER));
        assertThat(purposes()).containsExactly(Purpose.KEEP);
        assembler.sendAll(List.of(DayInput.of(plan(2, DAILY)), DayInput.of(PlannedDay.unreadable(2, DAILY, "It is cut.")), DayInput.of(plan(3, DAILY).to(Purpose.KEEP)),
                REFERENCE));
        assertThat(purposes()).as("a file that could not be read is of no use").containsExactly(Purpose.KEEP, Purpose.COMPUTE, Purpose.KEEP);
    }

    @Test
    void whatAnotherCombinerMadeIsNotThere() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "of version 1")));
        try (AssemblerHarness upgraded = assembler.upgraded(2)) {
            upgraded.sendAll(List.of(NEWER, DayInput.of(plan(30, DAILY)), read(1, DAILY, "of version 1")));
            assertThat(upgraded.output()).isEmpty();
            upgraded.send(DayInput.of(new Contribution(DAY, 30, DAILY, 2, true, 3, "of version 2".getBytes(StandardCharsets.UTF_8), null)));
            assertThat(contents(upgraded.output())).containsExactly(List.of("of version 2"));
        }
    }

    @Test
    void anEmptiedDayDropsItsFilesAndIsPassedOn() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), DayInput.of(plan(2).to(Purpose.EMPTY))));
        assertThat(assembler.output()).last().isEqualTo(new CompleteDay(plan(2).to(Purpose.EMPTY), 2, List.of(), REFERENCE));
        assertThat(assembler.stateEntries()).as("plan, what was passed on").isEqualTo(2);
    }

    @Test
    void aForgottenDayIsNotBroughtBackByStragglers() throws Exception {
        DayPlan forget = plan(3).to(Purpose.FORGET);
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), DayInput.of(forget)));
        try (AssemblerHarness restarted = assembler.restarted()) {
            restarted.sendAll(List.of(DayInput.of(plan(2, DAILY)), read(2, DAILY, "pods"), DayInput.of(forget), NEWER));
            assertThat(restarted.output()).isEmpty();
            assertThat(restarted.stateEntries()).as("the note of it").isEqualTo(1);
            restarted.advanceTo(Duration.ofMinutes(10));
            assertThat(restarted.stateEntries()).isZero();
        }
        assertThat(assembler.output()).last().isEqualTo(CompleteDay.forgotten(forget, 3));
    }

    @Test
    void aDayThatComesBackStays() throws Exception {
        assembler.sendAll(List.of(REFERENCE, DayInput.of(plan(1).to(Purpose.FORGET)), read(2, DAILY, "pods"), DayInput.of(plan(2, DAILY))));
        assembler.advanceTo(Duration.ofMinutes(10));
        assembler.send(DayInput.of(plan(2, DAILY)));
        assertThat(revisions()).containsExactly(1L, 2L);
        assertThat(assembler.stateEntries()).isEqualTo(4);
    }

    @Test
    void aDayThatIsForgottenTwiceIsRememberedForTheFullTimeAgain() throws Exception {
        assembler.send(DayInput.of(plan(1).to(Purpose.FORGET)));
        assembler.advanceTo(Duration.ofMinutes(8));
        assembler.sendAll(List.of(DayInput.of(plan(2, DAILY)), DayInput.of(plan(3).to(Purpose.FORGET))));
        assembler.advanceTo(Duration.ofMinutes(12));
        assertThat(assembler.stateEntries()).isEqualTo(1);
        assembler.advanceTo(Duration.ofMinutes(18));
        assertThat(assembler.stateEntries()).isZero();
    }

    @Test
    void aClusterThatMovesToAnotherCloudLeavesTheOneBefore() throws Exception {
        DayPlan before = DayPlan.of(DAY, 1, on("cloud-1"), List.of(DAILY));
        DayPlan after = DayPlan.of(DAY, 2, on("cloud-2"), List.of(DAILY));
        assembler.sendAll(List.of(REFERENCE, DayInput.of(before), read(1, DAILY, "pods"), DayInput.of(after)));
        assertThat(assembler.output()).extracting(CompleteDay::plan).containsExactly(before, before.to(Purpose.FORGET), after);
    }

    private static SourceSettings on(String cloud) {
        return new SourceSettings(TENANT, SourceSettings.Type.OCP, CLUSTER.uuid(), CLUSTER.clusterId(), CLUSTER.clusterAlias(), cloud, null, null);
    }

    private List<Long> revisions() {
        return assembler.output().stream().map(CompleteDay::revision).toList();
    }

    private List<Purpose> purposes() {
        return assembler.output().stream().map(day -> day.plan().purpose()).toList();
    }

    private static List<List<String>> contents(List<CompleteDay> days) {
        return days.stream()
                .map(day -> day.contributions().stream().map(Contribution::body).map(body -> new String(body, StandardCharsets.UTF_8)).toList())
                .toList();
    }
}
