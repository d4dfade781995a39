package io.costflow.correlation;

import static io.costflow.correlation.TestRow.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.CompleteDay;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedCluster;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.openshift.ClusterDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishedTable;
import io.costflow.reference.Bill;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrelationFunctionTest {

    private static final LocalDate OCTOBER = LocalDate.of(2025, 10, 1);
    private static final SourceDay DAY = SourceDay.of("org1", "cloud", OCTOBER);
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
            return new BillFindings(Map.of(), new TreeSet<>());
        }
    }

    private KeyedTwoInputStreamOperatorTestHarness<SourceDay, CompleteDay, ClusterDay, DayOutput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new CorrelationFunction(new Names())), day -> day.plan().day(), ClusterDay::cloudDay, TypeInformation.of(SourceDay.class));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void whicheverSideArrivesFirstTheOutputsAreTheSame() throws Exception {
        cloud(1, "alpha", "bravo");
        cluster("alpha", 1);
        assertThat(outputs()).isEmpty();
        cluster("bravo", 1);
        List<DayOutput> cloudFirst = outputs();
        assertNothingIsKept();

        cluster("bravo", 1);
        cluster("alpha", 1);
        assertThat(outputs()).hasSize(cloudFirst.size());
        cloud(1, "alpha", "bravo");
        List<DayOutput> clustersFirst = outputs().subList(cloudFirst.size(), outputs().size());

        assertThat(texts(clustersFirst)).isEqualTo(texts(cloudFirst)).containsExactly("alpha\t1\nbravo\t1\n");
        assertThat(mark(clustersFirst)).isEqualTo(mark(cloudFirst));
        assertThat(mark(cloudFirst).heldBack()).isNull();
        assertThat(mark(cloudFirst).rows()).isEqualTo(2);
        assertNothingIsKept();
    }

    @Test
    void aClustersDayOfAnOlderRevisionIsWaitedOut() throws Exception {
        cluster("alpha", 1);
        cloud(2, "alpha");
        assertThat(outputs()).isEmpty();

        cluster("alpha", 2);

        assertThat(mark(outputs()).revision()).isEqualTo(2);
        assertNothingIsKept();
    }

    @Test
    void anOlderDayDoesNotReplaceANewerOne() throws Exception {
        cluster("alpha", 3);
        cluster("alpha", 2);
        cloud(3, "alpha");

        assertThat(mark(outputs()).revision()).isEqualTo(3);
    }

    @Test
    void aClustersDayThatIsNewerThanTheCloudsWaitsForTheCloudDayThatWasPlannedWithIt() throws Exception {
        cloud(1, "alpha", "bravo");
        cluster("alpha", 2);
        cluster("bravo", 2);
        assertThat(outputs().stream().filter(output -> output.mark() != null)).singleElement().satisfies(output -> assertThat(output.mark().revision()).isEqualTo(1));

        cloud(2, "alpha", "bravo");

        assertThat(outputs().stream().map(DayOutput::mark).filter(mark -> mark != null).map(DayMark::revision)).containsExactly(1L, 2L);
        assertNothingIsKept();
    }

    @Test
    void aClusterThatIsHeldBackHoldsTheCloudDayAndIsNamed() throws Exception {
        cloud(1, "alpha", "bravo");
        cluster("alpha", 1);
        heldBackCluster("bravo", 1, new HeldBack("The file is wrong.", "s3://file", "column"));

        assertThat(outputs()).hasSize(1);
        assertThat(mark(outputs()).heldBack())
                .isEqualTo(new HeldBack("The day of the cluster bravo, which runs on this source, is held back: The file is wrong.", "s3://file", "column"));
        assertNothingIsKept();
    }

    @Test
    void aDayWithoutABillIsHeldBackAndSaysWhatToDo() throws Exception {
        cluster("alpha", 1);
        push(day(1, List.of(), List.of(true), null, "alpha"));

        assertThat(mark(outputs()).heldBack().reason()).contains("The source has no bill for the month of the day.").contains("org1.reporting_awscostentrybill");
        assertNothingIsKept();
    }

    @Test
    void aFileOfTheBillThatIsWrongHoldsTheDay() throws Exception {
        cluster("alpha", 1);
        push(day(1, bills(), List.of(true), new HeldBack("Not Parquet.", "s3://bill", null), "alpha"));

        assertThat(mark(outputs()).heldBack().file()).isEqualTo("s3://bill");
        assertNothingIsKept();
    }

    @Test
    void aBillThatHasNothingOfTheDayIsNotPublished() throws Exception {
        push(day(1, bills(), List.of(false), null, "alpha"));
        cluster("alpha", 1);

        assertThat(outputs()).isEmpty();
        assertNothingIsKept();
    }

    @Test
    void aDayThatDidNotChangeWaitsForNobody() throws Exception {
        push(new CompleteDay(plan(1).to(DayPlan.Purpose.KEEP), 1, List.of(), reference(bills())));

        assertThat(mark(outputs())).extracting(DayMark::fingerprint, DayMark::checksum, DayMark::rows).containsExactly("before", "sum", 0L);
        assertNothingIsKept();
    }

    private void cloud(long revision, String... clusters) throws Exception {
        push(day(revision, bills(), List.of(true), null, clusters));
    }

    private void push(CompleteDay day) throws Exception {
        harness.processElement1(day, 0);
    }

    private void cluster(String name, long revision) throws Exception {
        byte[] usage = TestCluster.cluster(name, pod("web").node("n", "i").cpu(1, 24)).usage().encode();
        harness.processElement2(new ClusterDay(DAY, name, revision, revision, "", "fingerprint-" + name, 1, null, usage), 0);
    }

    private void heldBackCluster(String name, long revision, HeldBack reason) throws Exception {
        harness.processElement2(new ClusterDay(DAY, name, revision, revision, "", null, 0, reason, null), 0);
    }

    private static CompleteDay day(long revision, List<Bill> bills, List<Boolean> belongs, HeldBack problem, String... clusters) {
        DayPlan plan = plan(revision, clusters);
        List<Contribution> contributions =
                belongs.stream().map(belong -> new Contribution(DAY, revision, plan.files().get(0), 1, belong, 3, new byte[0], problem)).toList();
        return new CompleteDay(plan, revision, contributions, reference(bills));
    }

    private static DayPlan plan(long revision, String... clusters) {
        List<PlannedCluster> planned =
                Stream.of(clusters).map(name -> new SourceSettings("org1", SourceSettings.Type.OCP, name, name + "-id", name, "cloud", null, null)).map(source -> new PlannedCluster(source, revision)).toList();
        return DayPlan.of(DAY, revision, CLOUD, List.of(new LakeFile(ReportType.AWS_DAILY, "s3://bill", 1, 1))).with(planned).afterPublication("before", "sum");
    }

    private static List<Bill> bills() {
        return List.of(new Bill("cloud", OCTOBER.toEpochDay(), 7));
    }

    private static ReferenceSnapshot reference(List<Bill> bills) {
        return new ReferenceSnapshot("org1", 1, List.of(), List.of(), List.of(), List.of(), List.of(), bills, List.of(), List.of());
    }

    private void assertNothingIsKept() {
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private List<DayOutput> outputs() {
        return harness.extractOutputValues();
    }

    private static DayMark mark(List<DayOutput> outputs) {
        return outputs.get(outputs.size() - 1).mark();
    }

    private static List<String> texts(List<DayOutput> outputs) {
        return outputs.stream().filter(output -> output.rows() != null).map(output -> new String(output.rows().text())).toList();
    }
}
