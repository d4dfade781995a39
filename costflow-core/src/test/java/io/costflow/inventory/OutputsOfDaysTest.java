package io.costflow.inventory;

import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.inventory.InventoryCheckpoint.HeldDay;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.DayOutput;
import io.costflow.provider.Providers;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.RunSettings.Mode;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which outputs of the days of a cloud source and a cluster are planned, and for what purpose. */
class OutputsOfDaysTest {

    private static final String TENANT = Lake.SOURCE.tenant();
    private static final String SUMMARY = "openshift";
    private static final String GPU = "gpu";
    private static final String ON_AWS = "openshift-on-aws";
    private static final String AWS = "aws";
    private static final String EC2 = "aws-ec2";
    private static final OutputSelection ALL = new OutputSelection(List.of(SUMMARY, ON_AWS, AWS, EC2));
    private static final OutputSelection ONLY_SUMMARY = new OutputSelection(List.of(SUMMARY));
    private static final OutputSelection ONLY_ON_AWS = new OutputSelection(List.of(ON_AWS));
    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(TENANT).build();
    private static final SourceSettings CLOUD = SourceSettings.cloud(TENANT, Aws.TYPE, "cloud", null);
    private static final SourceSettings CLUSTER = SourceSettings.cluster(TENANT, OpenShift.TYPE, "cluster", "c", "C", "cloud");
    private static final LakeFile BILL = file(Aws.DAILY.id(), "2025-10-03_b_daily_0.parquet");
    private static final LakeFile HOURLY_BILL = file(Aws.HOURLY.id(), "2025-10-03_b_0.parquet");

    @Test
    void byDefaultTheSummaryAndTheCloudAttributedToItArePublished() {
        Map<String, DayPlan> plans = bySource(lake(Mode.BOUNDED, OutputSelection.DEFAULT).plans(7));
        assertThat(output(plans.get("cluster"))).isEqualTo(OutputPlan.of(SUMMARY));
        assertThat(output(plans.get("cloud"))).isEqualTo(OutputPlan.of(ON_AWS).with(List.of(new PlannedCluster(CLUSTER, 7))));
    }

    @Test
    void withoutTheOutputThatIsAttributedTheCloudIsNotPlanned() {
        PlannedWindow lake = lake(Mode.BOUNDED, ONLY_SUMMARY);
        assertThat(lake.plans(7)).singleElement().satisfies(plan -> {
            assertThat(plan.source()).isEqualTo(CLUSTER);
            assertThat(output(plan)).isEqualTo(OutputPlan.of(SUMMARY).asIndependent());
        });
        assertThat(lake.warnings().others()).as("of what is not wanted").isEmpty();
    }

    @Test
    void anOutputWhoseFilesMayBeLackingIsPlannedWhereThereAreSome() {
        OutputSelection both = new OutputSelection(List.of(SUMMARY, GPU));
        assertThat(outputs(lake(Mode.BOUNDED, both).plans(7))).as("without files").containsExactly(OutputPlan.of(SUMMARY).asIndependent());

        PlannedWindow emptied = lake(Mode.BOUNDED, both);
        emptied.published.put(OutputPeriod.of(GPU, key(CLUSTER)), new PublishedState("f", "c"));
        assertThat(outputs(emptied.plans(7))).as("whose files are gone").extracting(OutputPlan::output, OutputPlan::purpose)
                .containsExactly(tuple(SUMMARY, Purpose.COMPUTE), tuple(GPU, Purpose.EMPTY));

        PlannedWindow filled = lake(Mode.BOUNDED, both);
        List<LakeFile> files = new ArrayList<>(pods());
        files.add(file(OpenShift.GPU_USAGE_DAILY.id(), "gpu_usage.2025-10-03.1.0_daily_0.parquet"));
        filled.files.put(october(CLUSTER), files);
        assertThat(outputs(filled.plans(7))).as("with files").extracting(OutputPlan::output, OutputPlan::purpose)
                .containsExactly(tuple(SUMMARY, Purpose.COMPUTE), tuple(GPU, Purpose.COMPUTE));
    }

    /** Those of the cluster; its cloud is not planned. */
    private static List<OutputPlan> outputs(List<DayPlan> plans) {
        assertThat(plans).hasSize(1);
        return plans.get(0).outputs();
    }

    @Test
    void aSourceMayNameOutputsOfItsOwn() {
        PlannedWindow lake = lake(Mode.BOUNDED, ONLY_SUMMARY);
        SourceSettings cloud = new SourceSettings(TENANT, Aws.TYPE, "cloud", null, null, null, null, null, ONLY_ON_AWS);
        lake.files.put(october(cloud), lake.files.remove(october(CLOUD)));
        assertThat(bySource(lake.plans(7))).containsOnlyKeys("cluster", "cloud");
    }

    @Test
    void anOutputThatOnlyItsCloudNeedsIsComputedAndNotPublished() {
        PlannedWindow lake = lake(Mode.BOUNDED, ONLY_ON_AWS);
        lake.published.put(OutputPeriod.of(SUMMARY, key(CLUSTER)), published(lake));
        Map<String, DayPlan> plans = bySource(lake.plans(7));
        assertThat(output(plans.get("cluster"))).isEqualTo(OutputPlan.of(SUMMARY).to(Purpose.SUPPLY));
        assertThat(output(plans.get("cloud")).clusters()).containsExactly(new PlannedCluster(CLUSTER, 7));
    }

    @Test
    void whatACloudCannotBeAttributedByNowIsNotReadForIt() {
        PlannedWindow lake = lake(Mode.BOUNDED, ONLY_ON_AWS);
        lake.files.put(october(CLOUD), List.of(BILL));
        assertThat(lake.work(7)).singleElement().satisfies(split -> {
            assertThat(split.plan().source()).isEqualTo(CLOUD);
            assertThat(output(split.plan()).blocked().reason()).contains("has no hourly file");
        });
    }

    @Test
    void whatIsNotNeededAnyMoreIsDroppedAndReadAgainWhenItIs() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, ONLY_ON_AWS);
        lake.workOff(lake.work(7));
        lake.files.put(october(CLOUD), List.of(BILL));
        Map<String, DayPlan> plans = bySource(lake.plans(8));
        assertThat(plans.get("cluster")).isEqualTo(DayPlan.toForget(key(CLUSTER), 8, CLUSTER));
        assertThat(output(plans.get("cloud")).blocked()).isNotNull();

        lake.files.put(october(CLOUD), List.of(BILL, HOURLY_BILL));
        List<InventorySplit> work = lake.work(9);
        assertThat(work.stream().filter(split -> split.plan() != null).map(split -> output(split.plan()).purpose()))
                .containsExactlyInAnyOrder(Purpose.SUPPLY, Purpose.COMPUTE);
        assertThat(work.stream().filter(split -> split.reading() != null).map(split -> split.reading().file()))
                .containsExactlyInAnyOrder(pods().get(0), pods().get(1), HOURLY_BILL);
    }

    @Test
    void whatIsNeededAndHeldIsNotReadAgainForAChangeOfTheCloud() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, ONLY_ON_AWS);
        lake.workOff(lake.work(7));
        LakeFile another = Lake.overwritten(BILL);
        lake.files.put(october(CLOUD), List.of(another, HOURLY_BILL));
        List<InventorySplit> work = lake.work(8);
        assertThat(work).extracting(split -> split.plan() == null ? split.reading().file() : output(split.plan()))
                .containsExactly(OutputPlan.of(ON_AWS).with(List.of(new PlannedCluster(CLUSTER, 7))), another);
    }

    @Test
    void aDayWhoseFilesAreGoneIsForgottenWhereItWasNotPublished() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, ONLY_ON_AWS);
        lake.files.put(october(CLUSTER), List.of(pods().get(0), pods().get(1), Lake.daily(4), Lake.hourly(4)));
        lake.workOff(lake.work(7));
        lake.files.put(october(CLUSTER), List.of(Lake.daily(4), Lake.hourly(4)));
        HeldBack reason = output(bySource(lake.plans(8)).get("cluster")).blocked();
        assertThat(reason.reason()).startsWith("All files of the day are gone.");

        lake.now = lake.now.plus(PlannedWindow.EMPTY_AFTER);
        Map<String, DayPlan> plans = bySource(lake.plans(9));
        assertThat(plans.get("cluster")).isEqualTo(DayPlan.toForget(key(CLUSTER), 9, CLUSTER));
        assertThat(output(plans.get("cloud")).clusters()).isEmpty();
        assertThat(lake.plans(10)).as("once").isEmpty();
    }

    @Test
    void aDayThatTheOperatorsHoldIsForgottenWhenNothingOfItIsComputedAnyMore() {
        InventoryCheckpoint checkpoint = new InventoryCheckpoint(1, Map.of(), List.of(new HeldDay(CLUSTER, key(CLUSTER), 0, List.of())));
        PlannedWindow lake = new PlannedWindow(Lake.WINDOW, run(Mode.CONTINUOUS, ONLY_ON_AWS), checkpoint);
        lake.files.put(october(CLUSTER), pods());
        assertThat(lake.forgotten(7)).containsExactly(DayPlan.toForget(key(CLUSTER), 7, CLUSTER));
        assertThat(lake.plans(8)).isEmpty();
    }

    @Test
    void aCloudWhoseFilesTurnedOutToBeOfAnotherDayHoldsUpNoCluster() {
        PlannedWindow lake = lake(Mode.BOUNDED, OutputSelection.DEFAULT);
        lake.plans(7);
        lake.state.inventory().read(october(CLOUD), BILL, new TreeSet<>(List.of(day(4))));
        lake.state.inventory().read(october(CLOUD), HOURLY_BILL, new TreeSet<>(List.of(day(4))));
        assertThat(lake.plans(8)).filteredOn(plan -> plan.day().epochDay() == day(3)).hasSize(2)
                .allSatisfy(plan -> assertThat(output(plan).independent()).isTrue());
    }

    @Test
    void whatWasPublishedBeforeItWasComputedIsNotTakenForWhatIsPublishedAfterwards() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, OutputSelection.DEFAULT);
        lake.published.put(OutputPeriod.of(SUMMARY, key(CLUSTER)), published(lake));
        lake.published.put(OutputPeriod.of(ON_AWS, key(CLOUD)), publishedCloud(lake));
        assertThat(lake.plans(7)).hasSize(2).allSatisfy(plan -> assertThat(output(plan).purpose()).isEqualTo(Purpose.KEEP));

        lake.files.put(october(CLOUD), List.of(Lake.overwritten(BILL), HOURLY_BILL));
        lake.workOff(lake.work(8));
        lake.files.remove(october(CLUSTER));
        assertThat(lake.forgotten(9)).extracting(DayPlan::source).as("no cluster runs on it").contains(CLOUD);
        lake.plans(10);

        lake.files.put(october(CLOUD), List.of(BILL, HOURLY_BILL));
        lake.files.put(october(CLUSTER), pods());
        assertThat(output(bySource(lake.plans(11)).get("cloud")).purpose()).isEqualTo(Purpose.COMPUTE);
    }

    @Test
    void aMissingHourlyFileBlocksOnlyTheOutputOfTheCloudThatReadsHourlyFiles() {
        PlannedWindow lake = lake(Mode.CONTINUOUS, ALL);
        lake.files.put(october(CLOUD), List.of(BILL));
        List<InventorySplit> work = lake.work(7);
        DayPlan cloud = bySource(plansOf(work)).get("cloud");
        assertThat(cloud.output(AWS)).contains(OutputPlan.of(AWS));
        assertThat(cloud.output(ON_AWS).orElseThrow().blocked().reason()).contains("has no hourly file");
        lake.workOff(work);

        lake.files.put(october(CLOUD), List.of(BILL, HOURLY_BILL));
        assertThat(lake.work(8)).extracting(split -> split.plan() == null ? split.reading().file() : split.plan().output(ON_AWS).orElseThrow().blocked())
                .as("only what is new is read").containsExactly(null, HOURLY_BILL);
    }

    @Test
    void outputsOfOneCloudAreKeptIndependentlyOfEachOther() {
        PlannedWindow lake = lake(Mode.BOUNDED, ALL);
        lake.published.put(OutputPeriod.of(SUMMARY, key(CLUSTER)), published(lake));
        lake.published.put(OutputPeriod.of(ON_AWS, key(CLOUD)), publishedCloud(lake));
        List<InventorySplit> work = lake.work(7);
        Map<String, DayPlan> plans = bySource(plansOf(work));
        assertThat(output(plans.get("cluster")).purpose()).isEqualTo(Purpose.KEEP);
        assertThat(plans.get("cloud").outputs()).extracting(OutputPlan::output, OutputPlan::purpose, OutputPlan::independent)
                .containsExactlyInAnyOrder(tuple(AWS, Purpose.COMPUTE, true), tuple(EC2, Purpose.COMPUTE, true), tuple(ON_AWS, Purpose.KEEP, true));
        assertThat(work.stream().filter(split -> split.reading() != null).map(split -> split.reading().file())).as("read for what is computed")
                .containsExactly(BILL);
    }

    @Test
    void aCloudThatNoClusterRunsOnIsPlannedForItsOwnOutput() {
        PlannedWindow lake = lake(Mode.BOUNDED, new OutputSelection(List.of(AWS, ON_AWS)));
        lake.files.remove(october(CLUSTER));
        assertThat(lake.plans(7)).singleElement().satisfies(plan -> assertThat(output(plan)).isEqualTo(OutputPlan.of(AWS).asIndependent()));
        assertThat(lake.warnings().others()).isEmpty();
    }

    private static List<DayPlan> plansOf(List<InventorySplit> work) {
        return work.stream().filter(split -> split.plan() != null).map(InventorySplit::plan).toList();
    }

    private static PublishedState published(PlannedWindow lake) {
        return new PublishedState(clusterFingerprint(lake), "checksum");
    }

    private static String clusterFingerprint(PlannedWindow lake) {
        return DayFingerprint.of(plan(CLUSTER, lake.files.get(october(CLUSTER))), (DayOutput) Providers.output(SUMMARY), REFERENCE);
    }

    private static PublishedState publishedCloud(PlannedWindow lake) {
        String fingerprint = DayFingerprint.of(
                plan(CLOUD, lake.files.get(october(CLOUD))), (CorrelatedOutput) Providers.output(ON_AWS), List.of(new PlannedCluster(CLUSTER, 0)),
                List.of(clusterFingerprint(lake)), REFERENCE);
        return new PublishedState(fingerprint, "checksum");
    }

    private static DayPlan plan(SourceSettings source, List<LakeFile> files) {
        return new DayPlan(key(source), 1, source, files.stream().sorted().toList(), Overlap.WINNER, false, List.of());
    }

    private static Map<String, DayPlan> bySource(List<DayPlan> plans) {
        return plans.stream().filter(plan -> plan.day().epochDay() == day(3)).collect(Collectors.toMap(plan -> plan.day().source(), plan -> plan));
    }

    private static PlannedWindow lake(Mode mode, OutputSelection outputs) {
        PlannedWindow lake = new PlannedWindow(Lake.WINDOW, run(mode, outputs), InventoryCheckpoint.NOTHING);
        lake.files.put(october(CLOUD), List.of(BILL, HOURLY_BILL));
        lake.files.put(october(CLUSTER), pods());
        lake.references.put(TENANT, REFERENCE);
        return lake;
    }

    private static RunSettings run(Mode mode, OutputSelection outputs) {
        return new RunSettings(mode, 1, false, Duration.ZERO, Overlap.WINNER, outputs);
    }

    private static List<LakeFile> pods() {
        return List.of(Lake.daily(3), Lake.hourly(3));
    }

    private static SourceDay key(SourceSettings source) {
        return new SourceDay(TENANT, source.uuid(), day(3));
    }

    private static SourceMonth october(SourceSettings source) {
        return new SourceMonth(source, YearMonth.of(2025, 10));
    }
}
