package io.costflow.provider.cloud;

import static io.costflow.provider.cloud.TestRow.pod;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedCluster;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.provider.openshift.ClusterDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishedTable;
import io.costflow.reference.ReferenceDigest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    private static final SourceSettings CLOUD = new SourceSettings("org1", SourceSettings.Type.AWS, "cloud", null, null, null, null, null);

    /** Writes one row per cluster, with the cluster's name and how many rows it has. */
    private record Names() implements CloudBilling {

        @Override
        public List<PublishedTable> tables() {
            return List.of();
        }

        @Override
        public BillFindings attribute(CompleteDay cloud, int bill, List<CloudCluster> clusters, DayWriter writer) {
            for (CloudCluster cluster : clusters) {
                writer.next("table").text(cluster.alias()).text(String.valueOf(cluster.usage().rows().size())).endRow();
            }
            return new BillFindings(Map.of(), new TreeSet<>(), 0);
        }
    }

    private final Retention retention;
    private final KeyedTwoInputStreamOperatorTestHarness<SourceDay, CompleteDay, ClusterDay, DayOutput> harness;

    CorrelationHarness(Retention retention) throws Exception {
        this(retention, null);
    }

    private CorrelationHarness(Retention retention, OperatorSubtaskState state) throws Exception {
        this.retention = retention;
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new CorrelationFunction(new Names(), retention)), day -> day.plan().day(), ClusterDay::cloudDay,
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
        return DayPlan.of(DAY, revision, CLOUD, List.of(new LakeFile(ReportType.AWS_DAILY, "s3://bill", 1, 1))).with(clusters).afterPublication("before", "sum");
    }

    static PlannedCluster planned(String name, long revision) {
        return new PlannedCluster(new SourceSettings("org1", SourceSettings.Type.OCP, name, name + "-id", name, "cloud", null, null), revision);
    }

    /** A file of the bill, which has to do with the day or has not, and could be read or could not. */
    static Contribution file(boolean belongs, HeldBack problem) {
        return new Contribution(DAY, 1, plan(1).files().get(0), 1, belongs, 3, new byte[0], problem);
    }

    /** A day of which all was read. */
    static CompleteDay complete(DayPlan plan, ReferenceSnapshot reference) {
        return new CompleteDay(plan, Math.max(plan.revision(), reference.revision()), List.of(file(true, null)), reference);
    }

    /** A cluster's day that was computed: it has one row. */
    static ClusterDay computed(String name, long revision, ReferenceSnapshot reference) {
        byte[] usage = TestCluster.cluster(name, pod("web").node("n", "i").cpu(1, 24)).usage().encode();
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
            String name, ClusterDay.Standing standing, long planRevision, long revision, String digest, String fingerprint, HeldBack reason, byte[] body) {
        return new ClusterDay(DAY, name, standing, planRevision, revision, digest, fingerprint, 1, reason, body, 0);
    }

    private static String digest(String name, ReferenceSnapshot reference) {
        return ReferenceDigest.ofCluster(planned(name, 1).source(), OCTOBER, reference);
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

    List<DayOutput> outputs() {
        return harness.extractOutputValues();
    }

    List<DayMark> marks() {
        return outputs().stream().map(DayOutput::mark).filter(mark -> mark != null).toList();
    }

    DayMark lastMark() {
        return marks().get(marks().size() - 1);
    }

    /** The rows of each batch. */
    List<String> texts() {
        return outputs().stream().filter(output -> output.rows() != null).map(output -> new String(output.rows().text())).toList();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
