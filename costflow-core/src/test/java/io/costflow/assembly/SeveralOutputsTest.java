package io.costflow.assembly;

import static io.costflow.assembly.PlannedDay.CLUSTER;
import static io.costflow.assembly.PlannedDay.DATE;
import static io.costflow.assembly.PlannedDay.DAY;
import static io.costflow.assembly.PlannedDay.TENANT;
import static io.costflow.assembly.PlannedDay.file;
import static io.costflow.assembly.PlannedDay.permutations;
import static io.costflow.assembly.PlannedDay.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PublishedState;
import io.costflow.provider.Branch;
import io.costflow.provider.aws.Aws;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An AWS source's day with two outputs: each is emitted when its own inputs are there, whatever happens to the other. Its own summary is computed from the
 * bill by the day; attributing the bill to clusters needs the bill by the hour besides.
 */
class SeveralOutputsTest {

    private static final SourceSettings CLOUD = SourceSettings.cloud(TENANT, Aws.TYPE, DAY.source(), null);
    private static final LakeFile BILL = file(Aws.DAILY, "daily/AWS/raw/" + DATE + "_manifestid-1_basefile-x_batch-0_daily_0.parquet", 1);
    private static final LakeFile HOURS = file(Aws.HOURLY, "AWS/" + DATE + "_manifestid-1_basefile-x_batch-0_0.parquet", 1);
    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(TENANT).build();
    private static final OutputPlan OWN = OutputPlan.of("aws");
    private static final OutputPlan ATTRIBUTED = OutputPlan.of("openshift-on-aws").with(List.of(new PlannedCluster(CLUSTER, 1)));

    @Test
    void whateverTheOrderEachOutputIsEmittedOnceWithItsOwnFiles() throws Exception {
        List<Object> inputs = List.of(REFERENCE, plan(7, OWN, ATTRIBUTED), read(7, BILL, "bill"), read(7, HOURS, "hours"));
        for (List<Object> order : permutations(inputs)) {
            try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(order)) {
                assertThat(own(assembler)).as("%s", order).extracting(SeveralOutputsTest::contents).containsExactly(List.of("bill"));
                assertThat(attributed(assembler)).as("%s", order).extracting(SeveralOutputsTest::contents).containsExactly(List.of("bill", "hours"));
                assertThat(assembler.stateEntries()).as("what was emitted").isEqualTo(1);
                assembler.endInputs();
            }
        }
    }

    @Test
    void anOutputDoesNotWaitForTheFilesOfAnother() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED)
                .sendAll(List.of(REFERENCE, plan(7, OWN, ATTRIBUTED), read(7, BILL, "bill")))) {
            assertThat(own(assembler)).hasSize(1);
            assertThat(attributed(assembler)).isEmpty();

            assembler.send(read(7, HOURS, "hours"));

            assertThat(attributed(assembler)).hasSize(1);
            assertThat(own(assembler)).as("it is not emitted again").hasSize(1);
        }
    }

    @Test
    void aRunDoesNotEndWithAnOutputThatIsNotFinished() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED)
                .sendAll(List.of(REFERENCE, plan(7, OWN, ATTRIBUTED), read(7, BILL, "bill")))) {
            assertThatThrownBy(assembler::endInputs).hasStackTraceContaining("still waits for").hasStackTraceContaining("[" + HOURS.path() + "]");
        }
    }

    @Test
    void anOutputIsComputedWhileAnotherIsHeldBack() throws Exception {
        HeldBack reason = HeldBack.because("The hourly file is missing.");
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED)
                .sendAll(List.of(REFERENCE, planOf(7, List.of(BILL), OWN, ATTRIBUTED.blockedBy(reason))))) {
            assertThat(attributed(assembler)).singleElement().satisfies(day -> {
                assertThat(day.problem()).hasValue(reason);
                assertThat(day.contributions()).isEmpty();
            });
            assertThat(own(assembler)).as("its file has not arrived").isEmpty();

            assembler.send(read(7, BILL, "bill"));

            assertThat(own(assembler)).singleElement().satisfies(day -> {
                assertThat(day.problem()).isEmpty();
                assertThat(contents(day)).containsExactly("bill");
            });
            assertThat(attributed(assembler)).hasSize(1);
        }
    }

    @Test
    void aFileThatCannotBeReadIsAProblemOfTheOutputsThatReadIt() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED).sendAll(List.of(
                REFERENCE, plan(7, OWN, ATTRIBUTED), DayInput.of(PlannedDay.unreadable(7, HOURS, "It is cut.")), read(7, BILL, "bill")))) {
            assertThat(own(assembler)).singleElement().satisfies(day -> assertThat(day.problem()).isEmpty());
            assertThat(attributed(assembler)).singleElement().satisfies(day -> assertThat(day.problem()).isPresent());
        }
    }

    @Test
    void anOutputIsComputedWhileAnotherIsUnchanged() throws Exception {
        OutputPlan unchanged = ATTRIBUTED.publishedAs(new PublishedState("fingerprint", "checksum")).to(Purpose.KEEP);
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED)
                .sendAll(List.of(REFERENCE, plan(7, OWN, unchanged), read(7, BILL, "bill")))) {
            assertThat(own(assembler)).extracting(SeveralOutputsTest::contents).containsExactly(List.of("bill"));
            assertThat(attributed(assembler)).as("its other file is not read").singleElement().satisfies(day -> {
                assertThat(day.outputPlan()).isEqualTo(unchanged);
                assertThat(day.contributions()).isEmpty();
            });
            assembler.endInputs();
        }
    }

    @Test
    void anOutputThatOnlySuppliesOthersNeedsItsFilesToo() throws Exception {
        try (AssemblerHarness assembler = new AssemblerHarness(Retention.UNTIL_FINISHED)
                .sendAll(List.of(REFERENCE, plan(7, OWN.to(Purpose.SUPPLY), ATTRIBUTED), read(7, HOURS, "hours")))) {
            assertThat(own(assembler)).isEmpty();
            assembler.send(read(7, BILL, "bill"));
            assertThat(own(assembler)).extracting(SeveralOutputsTest::contents).containsExactly(List.of("bill"));
        }
    }

    @Test
    void referenceDataThatOneOutputTakesEmitOnlyThatOne() throws Exception {
        ReferenceSnapshot forClusters = SnapshotBuilder.of(TENANT).revision(20).openShiftKeys(List.of("app")).build();
        try (AssemblerHarness assembler = kept().sendAll(List.of(forClusters))) {
            assertThat(own(assembler)).extracting(CompleteDay::revision).containsExactly(7L);
            assertThat(attributed(assembler)).extracting(CompleteDay::revision).containsExactly(7L, 20L);
        }
    }

    @Test
    void aNewerPlanDropsAnOutputThatItDoesNotName() throws Exception {
        try (AssemblerHarness assembler = kept()) {
            assembler.send(planOf(8, List.of(BILL), OWN));

            assertThat(attributed(assembler)).last().satisfies(day -> {
                assertThat(day.outputPlan().purpose()).isEqualTo(Purpose.FORGET);
                assertThat(day.revision()).isEqualTo(8);
            });
            assertThat(own(assembler)).extracting(day -> day.outputPlan().purpose()).containsExactly(Purpose.COMPUTE, Purpose.COMPUTE);

            assembler.send(planOf(9, List.of(BILL), OWN));

            assertThat(attributed(assembler)).as("nothing is known of it any more").hasSize(2);
        }
    }

    @Test
    void anOutputThatComesBackIsComputedAgain() throws Exception {
        try (AssemblerHarness assembler = kept().sendAll(List.of(planOf(8, List.of(BILL), OWN), plan(9, OWN, ATTRIBUTED), read(9, HOURS, "hours")))) {
            assertThat(attributed(assembler)).extracting(day -> day.outputPlan().purpose())
                    .containsExactly(Purpose.COMPUTE, Purpose.FORGET, Purpose.COMPUTE);
            assertThat(attributed(assembler)).extracting(CompleteDay::revision).containsExactly(7L, 8L, 9L);
        }
    }

    @Test
    void aForgottenDayDropsAllItsOutputs() throws Exception {
        try (AssemblerHarness assembler = kept().sendAll(List.of(DayInput.of(DayPlan.toForget(DAY, 8, CLOUD))))) {
            assertThat(own(assembler)).last().satisfies(day -> assertThat(day.outputPlan().purpose()).isEqualTo(Purpose.FORGET));
            assertThat(attributed(assembler)).last().satisfies(day -> assertThat(day.outputPlan().purpose()).isEqualTo(Purpose.FORGET));
            assertThat(assembler.stateEntries()).as("that it was forgotten").isEqualTo(1);
        }
    }

    /** An assembler that keeps a day of which both outputs were emitted. */
    private static AssemblerHarness kept() throws Exception {
        return new AssemblerHarness(Retention.WHILE_IN_WINDOW)
                .sendAll(List.of(REFERENCE, plan(7, OWN, ATTRIBUTED), read(7, BILL, "bill"), read(7, HOURS, "hours")));
    }

    private static DayInput plan(long revision, OutputPlan... outputs) {
        return planOf(revision, List.of(BILL, HOURS), outputs);
    }

    private static DayInput planOf(long revision, List<LakeFile> files, OutputPlan... outputs) {
        return DayInput.of(PlannedDay.of(DAY, revision, CLOUD, files, outputs));
    }

    private static List<CompleteDay> own(AssemblerHarness assembler) {
        return assembler.output(Branch.CLOUDS);
    }

    private static List<CompleteDay> attributed(AssemblerHarness assembler) {
        return assembler.output(Branch.CORRELATION);
    }

    private static List<String> contents(CompleteDay day) {
        return day.contributions().stream().map(Contribution::body).map(body -> new String(body, StandardCharsets.UTF_8)).toList();
    }
}
