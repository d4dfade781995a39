package io.costflow.openshift;

import static io.costflow.openshift.PlannedDay.DAILY;
import static io.costflow.openshift.PlannedDay.DAY;
import static io.costflow.openshift.PlannedDay.HOURLY;
import static io.costflow.openshift.PlannedDay.TENANT;
import static io.costflow.openshift.PlannedDay.capacity;
import static io.costflow.openshift.PlannedDay.contribution;
import static io.costflow.openshift.PlannedDay.file;
import static io.costflow.openshift.PlannedDay.permutations;
import static io.costflow.openshift.PlannedDay.plan;
import static io.costflow.openshift.PlannedDay.pods;
import static io.costflow.openshift.PlannedDay.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayInput;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.lineitem.CombinedDay;
import io.costflow.publish.DayMark;
import io.costflow.reference.DayFingerprint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The day function over real keyed and broadcast state: whatever arrives in whatever order, the day comes out once, and nothing is left behind. */
class OpenShiftDayFunctionTest {

    private static final LakeFile OTHER_DAILY = file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.1_daily_0.parquet", 1);
    private static final LakeFile DAILY_REPLACED = file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.0_daily_0.parquet", 2);

    @Test
    void everyOrderGivesTheSameRowsAndLeavesNothingBehind() throws Exception {
        List<Object> inputs = List.of(
                reference(TENANT, "app"),
                DayInput.of(plan(7, DAILY, OTHER_DAILY, HOURLY)),
                capacity(7),
                pods(7, DAILY, "shop", "bank"),
                pods(7, OTHER_DAILY, "shop"));
        List<String> expected = outputOf(inputs);
        assertThat(expected).as("rows and mark").hasSize(2);
        for (List<Object> order : permutations(inputs)) {
            try (DayFunctionHarness function = new DayFunctionHarness().sendAll(order)) {
                assertThat(function.output()).isEqualTo(expected);
                assertThat(function.stateEntries()).isZero();
            }
        }
    }

    @Test
    void theRowsOfADayComeBeforeItsMark() throws Exception {
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(List.of(
                reference(TENANT, "app"), DayInput.of(plan(7, DAILY, HOURLY)), capacity(7), pods(7, DAILY, "shop", "bank")))) {
            assertThat(function.output().get(0).lines()).as("two namespaces and what is unallocated").hasSize(3);
            assertThat(function.marks()).singleElement().satisfies(mark -> {
                assertThat(mark.day()).isEqualTo(DAY);
                assertThat(mark.revision()).isEqualTo(7);
                assertThat(mark.rows()).isEqualTo(3);
                assertThat(mark.files()).isEqualTo(2);
                assertThat(mark.rowsRead()).as("one hour, two pods").isEqualTo(3);
                assertThat(mark.fingerprint()).isEqualTo(DayFingerprint.of(plan(7, DAILY, HOURLY), reference(TENANT, "app")));
                assertThat(mark.checksum()).hasSize(32);
                assertThat(mark.heldBack()).isNull();
                assertThat(mark.rebuild()).isFalse();
            });
        }
    }

    @Test
    void whateverTheOrderTheNewerPlanIsComputedFromItsOwnVersionOfAFile() throws Exception {
        List<Object> inputs = List.of(
                DayInput.of(plan(1, DAILY)),
                pods(1, DAILY, "old"),
                DayInput.of(plan(2, DAILY_REPLACED, HOURLY)),
                pods(2, DAILY_REPLACED, "new"),
                capacity(2));
        for (List<Object> order : permutations(inputs)) {
            try (DayFunctionHarness function = new DayFunctionHarness().sendAll(List.of(reference(TENANT, "app"))).sendAll(order)) {
                List<DayMark> newest = function.marks().stream().filter(mark -> mark.revision() == 2).toList();
                assertThat(newest).as("%s", order).singleElement().satisfies(mark -> assertThat(mark.heldBack()).isNull());
                assertThat(function.output()).as("%s", order).filteredOn(output -> output.contains("\tnew\t")).hasSize(1);
                assertThat(function.output()).as("no mixture of versions").noneMatch(output -> output.contains("\tnew\t") && output.contains("\told\t"));
            }
        }
    }

    @Test
    void whatANewerPlanAskedForOutlivesTheOlderPlan() throws Exception {
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(List.of(
                reference(TENANT, "app"),
                DayInput.of(plan(1, DAILY, HOURLY)),
                capacity(1),
                capacity(2),
                pods(1, DAILY, "old"),
                DayInput.of(plan(2, DAILY_REPLACED, HOURLY)),
                pods(2, DAILY_REPLACED, "new")))) {
            assertThat(function.marks()).extracting(DayMark::revision).containsExactly(1L, 2L);
            assertThat(function.stateEntries()).isZero();
        }
    }

    @Test
    void anOlderPlanDoesNotReplaceANewerOne() throws Exception {
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(List.of(
                reference(TENANT, "app"),
                DayInput.of(plan(2, DAILY, OTHER_DAILY)),
                pods(2, DAILY, "shop"),
                DayInput.of(plan(1, DAILY)),
                pods(1, DAILY, "shop")))) {
            assertThat(function.output()).as("still waits for the other file").isEmpty();
            function.send(pods(2, OTHER_DAILY, "bank"));
            assertThat(function.marks()).extracting(DayMark::revision).containsExactly(2L);
            assertThat(function.stateEntries()).isZero();
        }
    }

    @Test
    void whatTheNewestPlanLacksIsForgotten() throws Exception {
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(List.of(
                DayInput.of(plan(1, DAILY, OTHER_DAILY)), pods(1, OTHER_DAILY, "gone"), DayInput.of(plan(2, DAILY))))) {
            assertThat(function.stateEntries()).as("the plan").isEqualTo(1);
            function.send(pods(1, OTHER_DAILY, "gone"));
            assertThat(function.stateEntries()).as("the late one is not kept").isEqualTo(1);
        }
    }

    @Test
    void aDayWaitsForTheReferenceDataOfItsOwnTenant() throws Exception {
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(List.of(
                reference("org7654321", "app"), DayInput.of(plan(1, DAILY)), pods(1, DAILY, "shop"), reference("org7654321", "tier")))) {
            assertThat(function.output()).isEmpty();
            function.send(reference(TENANT, "app"));
            assertThat(function.marks()).hasSize(1);
        }
    }

    @Test
    void stateSurvivesARestart() throws Exception {
        List<Object> before = List.of(reference(TENANT, "app"), DayInput.of(plan(7, DAILY, HOURLY)), pods(7, DAILY, "shop"));
        List<Object> all = new ArrayList<>(before);
        all.add(capacity(7));
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(before); DayFunctionHarness restarted = function.restarted()) {
            restarted.send(capacity(7));
            assertThat(restarted.output()).isEqualTo(outputOf(all));
            assertThat(restarted.stateEntries()).isZero();
        }
    }

    @Test
    void aContributionOfAnotherCombinerIsReadAgain() throws Exception {
        CombinedDay lineItems = CombinedDay.empty(OpenShiftLineItems.layout(ReportType.POD_USAGE_DAILY));
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(List.of(
                reference(TENANT, "app"),
                DayInput.of(plan(1, DAILY)),
                DayInput.of(contribution(1, DAILY, OpenShiftLineItems.VERSION - 1, lineItems))))) {
            assertThat(function.output()).isEmpty();
            function.sendAll(List.of(DayInput.of(plan(2, DAILY)), pods(2, DAILY, "shop")));
            assertThat(function.marks()).extracting(DayMark::revision).containsExactly(2L);
        }
    }

    private static List<String> outputOf(List<?> inputs) throws Exception {
        try (DayFunctionHarness function = new DayFunctionHarness().sendAll(inputs)) {
            return function.output();
        }
    }
}
