package io.costflow.output;

import static io.costflow.provider.cloud.TestRow.pod;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.aws.AwsReport;
import io.costflow.provider.cloud.CloudClusters;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayRows;
import io.costflow.publish.PublishInput;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The correlation in a Flink operator, with a day of one cloud source and of the clusters on it, which are known by their names. */
final class CorrelationHarness implements AutoCloseable {

    static final LocalDate OCTOBER = LocalDate.of(2025, 10, 1);
    static final SourceDay DAY = SourceDay.of("org1", "cloud", OCTOBER);
    static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of("org1").bill("cloud", OCTOBER, 7).build();

    static final String OUTPUT = "openshift-on-aws";

    private static final SourceSettings CLOUD = SourceSettings.cloud("org1", Aws.TYPE, "cloud", null);
    private static final int CLUSTER_ALIAS = Providers.output(OUTPUT).tables().get(0).columnNames().indexOf("cluster_alias");
    private static final Layouts LAYOUTS = Layouts.ofAll();

    private final Retention retention;
    private final KeyedTwoInputStreamOperatorTestHarness<SourceDay, CompleteDay, ClusterDay, PublishInput> harness;

    CorrelationHarness(Retention retention) throws Exception {
        this(retention, null);
    }

    private CorrelationHarness(Retention retention, OperatorSubtaskState state) throws Exception {
        this.retention = retention;
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new CorrelationFunction(LAYOUTS, retention)), day -> day.plan().day(), ClusterDay::cloudDay,
                TypeInformation.of(SourceDay.class));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** Another operator that begins with the state of this one, which went through a snapshot. */
    CorrelationHarness restarted() throws Exception {
        return new CorrelationHarness(retention, harness.snapshot(1, 1));
    }

    /** The cloud source's plan with clusters that are planned with it. */
    static DayPlan plan(long revision, String... clusters) {
        return plan(revision, Stream.of(clusters).map(name -> planned(name, revision)).toList());
    }

    static DayPlan plan(long revision, List<PlannedCluster> clusters) {
        return plan(revision, OutputPlan.of(OUTPUT).with(clusters), new LakeFile(Aws.DAILY.id(), "s3://bill", 1, 1));
    }

    /** The cloud source's plan, whose day was published before. */
    static DayPlan plan(long revision, OutputPlan output, LakeFile... files) {
        List<OutputPlan> outputs = List.of(output.publishedAs(new PublishedState("before", "sum")));
        return new DayPlan(DAY, revision, CLOUD, List.of(files), Overlap.WINNER, false, outputs);
    }

    static PlannedCluster planned(String name, long revision) {
        return new PlannedCluster(SourceSettings.cluster("org1", OpenShift.TYPE, name, name + "-id", name, "cloud"), revision);
    }

    /** A file of the bill, which has to do with the day or has not, and could be read or could not. It has an item for the machine of each cluster. */
    static Contribution file(boolean belongs, HeldBack problem) {
        AwsReport bill = AwsReport.daily();
        for (String cluster : List.of("alpha", "bravo", "charlie")) {
            bill.line("lineitem_resourceid", machine(cluster), "lineitem_unblendedcost", 1.0);
        }
        LakeFile file = plan(1).files().get(0);
        return new Contribution(DAY, 1, file, LAYOUTS.version(file.report()), belongs, 3, bill.encoded(), problem);
    }

    /** A day of which all was read. */
    static CompleteDay complete(DayPlan plan, ReferenceSnapshot reference) {
        return day(plan, Math.max(plan.revision(), reference.revision()), reference, file(true, null));
    }

    static CompleteDay day(DayPlan plan, long revision, ReferenceSnapshot reference, Contribution... files) {
        return new CompleteDay(plan, OUTPUT, revision, List.of(files), reference);
    }

    /** A day of the cloud source that is to be forgotten. */
    static CompleteDay forgotten(long revision) {
        return day(DayPlan.toForget(DAY, revision, CLOUD), revision, null);
    }

    /** A cluster's day that was computed: it has one row, on a machine of its own. */
    static ClusterDay computed(String name, long revision, ReferenceSnapshot reference) {
        byte[] usage = CloudClusters.cluster(name, pod("web").node("n", machine(name)).cpu(1, 24)).usage().encode();
        return day(name, ClusterDay.Standing.COMPUTED, revision, Math.max(revision, reference.revision()), digest(name, reference), "made-of-" + name, null, usage);
    }

    static ClusterDay heldBack(String name, long revision, HeldBack reason) {
        return day(name, ClusterDay.Standing.HELD_BACK, revision, revision, digest(name, REFERENCE), null, reason, null);
    }

    static ClusterDay asPublished(String name, long revision, String fingerprint) {
        return day(name, ClusterDay.Standing.AS_PUBLISHED, revision, revision, null, fingerprint, null, null);
    }

    static ClusterDay gone(String name, long revision) {
        return day(name, ClusterDay.Standing.GONE, revision, revision, null, null, null, null);
    }

    private static ClusterDay day(
            String name, ClusterDay.Standing standing, long planRevision, long revision, String digest, String fingerprint, HeldBack reason, byte[] facts) {
        return new ClusterDay(DAY, name, standing, planRevision, revision, digest, fingerprint, reason, facts, 0);
    }

    private static String machine(String cluster) {
        return "i-" + cluster;
    }

    private static String digest(String name, ReferenceSnapshot reference) {
        return DayFingerprint.factsDigest(planned(name, 1).source(), OCTOBER, reference);
    }

    CorrelationHarness send(CompleteDay cloud) throws Exception {
        harness.processElement1(cloud, 0);
        return this;
    }

    CorrelationHarness send(ClusterDay cluster) throws Exception {
        harness.processElement2(cluster, 0);
        return this;
    }

    void endInputs() throws Exception {
        harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    }

    List<PublishInput> outputs() {
        return harness.extractOutputValues();
    }

    List<DayMark> marks() {
        return outputs().stream().map(PublishInput::mark).filter(mark -> mark != null).toList();
    }

    DayMark lastMark() {
        return marks().get(marks().size() - 1);
    }

    /** The rows of each batch of the projects: the aliases of the clusters, and how many rows each of them has. */
    List<String> texts() {
        return outputs().stream().map(PublishInput::rows).filter(rows -> rows != null && rows.table().contains("_project_")).map(CorrelationHarness::text).toList();
    }

    private static String text(DayRows rows) {
        List<String> aliases = new String(rows.text(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t")[CLUSTER_ALIAS]).toList();
        return aliases.stream().distinct().map(alias -> alias + "\t" + Collections.frequency(aliases, alias) + "\n").collect(Collectors.joining());
    }

    /** How many rows there are in all batches of all tables. */
    long rows() {
        return outputs().stream().map(PublishInput::rows).filter(rows -> rows != null).mapToLong(DayRows::rows).sum();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
