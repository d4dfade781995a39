package io.costflow.assembly;

import static io.costflow.assembly.PlannedDay.DAILY;
import static io.costflow.assembly.PlannedDay.HOURLY;
import static io.costflow.assembly.PlannedDay.TENANT;
import static io.costflow.assembly.PlannedDay.file;
import static io.costflow.assembly.PlannedDay.permutations;
import static io.costflow.assembly.PlannedDay.plan;
import static io.costflow.assembly.PlannedDay.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The day assembler in a run that ends: whatever arrives in whatever order, the day is passed on once, and nothing is left behind but a note of that. */
class DayAssemblerTest {

    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(TENANT).build();
    private static final LakeFile OTHER_DAILY = file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.1_daily_0.parquet", 1);
    private static final LakeFile DAILY_REPLACED = file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.0_daily_0.parquet", 2);

    @Test
    void everyOrderGivesTheSameDayAndLeavesNothingBehind() throws Exception {
        List<Object> inputs = List.of(
                REFERENCE, DayInput.of(plan(7, DAILY, OTHER_DAILY, HOURLY)), read(7, HOURLY, "hours"), read(7, OTHER_DAILY, "more"), read(7, DAILY, "pods"));
        for (List<Object> order : permutations(inputs)) {
            try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(order)) {
                assertThat(assembler.output()).singleElement().satisfies(day -> {
                    assertThat(day.plan()).isEqualTo(plan(7, DAILY, OTHER_DAILY, HOURLY));
                    assertThat(contents(day)).as("in the order of the plan").containsExactly("pods", "more", "hours");
                    assertThat(day.reference()).isEqualTo(REFERENCE);
                    assertThat(day.rowsRead()).isEqualTo(9);
                    assertThat(day.exists()).isTrue();
                });
                assertOnlyWhatWasPassedOnIsKept(assembler);
            }
        }
    }

    @Test
    void whateverTheOrderTheNewerPlanIsCompleteWithItsOwnVersionOfAFile() throws Exception {
        List<Object> inputs = List.of(
                DayInput.of(plan(1, DAILY)), read(1, DAILY, "old"), DayInput.of(plan(2, DAILY_REPLACED, HOURLY)), read(2, DAILY_REPLACED, "new"),
                read(2, HOURLY, "hours"));
        for (List<Object> order : permutations(inputs)) {
            try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(REFERENCE)).sendAll(order)) {
                assertThat(assembler.output()).as("%s", order).filteredOn(day -> day.plan().revision() == 2).singleElement()
                        .satisfies(day -> assertThat(contents(day)).containsExactly("new", "hours"));
                assertThat(assembler.output()).as("%s", order).filteredOn(day -> day.plan().revision() == 1)
                        .allSatisfy(day -> assertThat(contents(day)).containsExactly("old"));
            }
        }
    }

    @Test
    void whatANewerPlanAskedForOutlivesTheOlderPlan() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(
                REFERENCE, DayInput.of(plan(1, DAILY, HOURLY)), read(1, HOURLY, "hours"), read(2, HOURLY, "hours"), read(1, DAILY, "old"),
                DayInput.of(plan(2, DAILY_REPLACED, HOURLY)), read(2, DAILY_REPLACED, "new")))) {
            assertThat(assembler.output()).extracting(day -> day.plan().revision()).containsExactly(1L, 2L);
            assertOnlyWhatWasPassedOnIsKept(assembler);
        }
    }

    @Test
    void anOlderPlanDoesNotReplaceANewerOne() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(
                REFERENCE, DayInput.of(plan(2, DAILY, OTHER_DAILY)), read(2, DAILY, "pods"), DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods")))) {
            assertThat(assembler.output()).as("still waits for the other file").isEmpty();
            assembler.send(read(2, OTHER_DAILY, "more"));
            assertThat(assembler.output()).extracting(day -> day.plan().revision()).containsExactly(2L);
            assertOnlyWhatWasPassedOnIsKept(assembler);
        }
    }

    @Test
    void whatTheNewestPlanLacksIsForgotten() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(
                DayInput.of(plan(1, DAILY, OTHER_DAILY)), read(1, OTHER_DAILY, "gone"), DayInput.of(plan(2, DAILY))))) {
            assertThat(assembler.stateEntries()).as("the plan").isEqualTo(1);
            assembler.send(read(1, OTHER_DAILY, "gone"));
            assertThat(assembler.stateEntries()).as("the late one is not kept").isEqualTo(1);
        }
    }

    @Test
    void daysThatAreBlockedOrUnchangedNeedNoFiles() throws Exception {
        HeldBack reason = HeldBack.because("The hourly file is missing.");
        for (DayPlan plan : List.of(plan(7, DAILY).asBlocked(reason), plan(7, DAILY).to(DayPlan.Purpose.KEEP))) {
            try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(DayInput.of(plan), REFERENCE))) {
                assertThat(assembler.output()).containsExactly(new CompleteDay(plan, 7, List.of(), REFERENCE));
                assertOnlyWhatWasPassedOnIsKept(assembler);
            }
        }
    }

    @Test
    void aDayWaitsForTheReferenceDataOfItsOwnTenant() throws Exception {
        ReferenceSnapshot other = SnapshotBuilder.of("org7654321").build();
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(other, DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"), other))) {
            assertThat(assembler.output()).isEmpty();
            assembler.send(REFERENCE);
            assertThat(assembler.output()).extracting(CompleteDay::reference).containsExactly(REFERENCE);
        }
    }

    @Test
    void daysOfCloudSourcesGoToTheSide() throws Exception {
        SourceSettings cloud = new SourceSettings(TENANT, SourceSettings.Type.AWS, "00000000-0000-0000-0000-000000000002", null, null, null, null, null);
        DayPlan plan = DayPlan.of(SourceDay.of(TENANT, cloud.uuid(), PlannedDay.DATE), 7, cloud, List.of())
                .with(List.of(new PlannedCluster(PlannedDay.CLUSTER, 7)));
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(DayInput.of(plan), REFERENCE))) {
            assertThat(assembler.output()).isEmpty();
            assertThat(assembler.cloudDays()).extracting(CompleteDay::plan).containsExactly(plan);
        }
    }

    @Test
    void stateSurvivesARestart() throws Exception {
        List<Object> before = List.of(REFERENCE, DayInput.of(plan(7, DAILY, HOURLY)), read(7, DAILY, "pods"));
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(before); AssemblerHarness restarted = assembler.restarted()) {
            restarted.send(read(7, HOURLY, "hours"));
            assertThat(restarted.output()).singleElement().satisfies(day -> {
                assertThat(day.plan()).isEqualTo(plan(7, DAILY, HOURLY));
                assertThat(contents(day)).containsExactly("pods", "hours");
                assertThat(day.reference()).isEqualTo(REFERENCE);
            });
            assertOnlyWhatWasPassedOnIsKept(restarted);
        }
    }

    @Test
    void aPlanThatIsOlderThanAFinishedOneDoesNotBringTheDayBack() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(
                REFERENCE, DayInput.of(plan(2, DAILY)), read(2, DAILY, "pods"),
                DayInput.of(plan(1, OTHER_DAILY)), read(1, OTHER_DAILY, "old"), read(2, DAILY, "pods"), DayInput.of(plan(2, DAILY))))) {
            assertThat(assembler.output()).extracting(day -> day.plan().revision()).containsExactly(2L);
            assertOnlyWhatWasPassedOnIsKept(assembler);
            assembler.endInputs();
        }
    }

    @Test
    void aRunDoesNotEndWithADayThatIsNotFinished() throws Exception {
        assertUnfinished("its plan", read(1, DAILY, "pods"));
        assertUnfinished("the reference data of its tenant", DayInput.of(plan(1, DAILY)), read(1, DAILY, "pods"));
        assertUnfinished("what these files contribute to revision 3: [" + HOURLY.path() + "]", REFERENCE, DayInput.of(plan(3, DAILY, HOURLY)), read(3, DAILY, "pods"));
    }

    private static void assertUnfinished(String missing, Object... inputs) throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(inputs))) {
            assertThatThrownBy(assembler::endInputs).hasStackTraceContaining("the day " + PlannedDay.DAY + " still waits for " + missing + ".");
        }
    }

    private static void assertOnlyWhatWasPassedOnIsKept(AssemblerHarness assembler) {
        assertThat(assembler.stateEntries()).isEqualTo(1);
    }

    private static List<String> contents(CompleteDay day) {
        return day.contributions().stream().map(Contribution::body).map(body -> new String(body, StandardCharsets.UTF_8)).toList();
    }
}
