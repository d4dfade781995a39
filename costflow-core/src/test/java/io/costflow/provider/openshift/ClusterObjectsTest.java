package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.ClusterObjects.Claim;
import io.costflow.provider.openshift.ClusterObjects.Machine;
import io.costflow.provider.openshift.ClusterObjects.Node;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification, L.3: what koku stores of the nodes, claims and projects of a cluster. */
class ClusterObjectsTest {

    private static final long NOON = LocalDate.of(2025, 10, 1).atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final String TIME = "required int64 interval_start (TIMESTAMP(MILLIS,true))";
    private static final String INFRA = "{\"node_role_kubernetes_io\": \"infra\", \"kubernetes_io_arch\": \"AMD64\"}";

    private final ClusterObjects objects = new ClusterObjects();

    @ParameterizedTest
    @CsvSource({"master, worker, '{}', worker", "'', , '{}', ''", ", , '{\"a\": \"b\"}', worker", ", infra, '{}', infra"})
    void ofTheRolesThatLineItemsHaveTheLargestCounts(String one, String other, String labels, String role) throws Exception {
        pods(pod("n1", "i-1", "shop", 8.0, one), pod("n1", "i-1", "bank", 8.0, other));
        labels("n1", labels);

        assertThat(objects.nodes()).singleElement().extracting(Node::role).isEqualTo(role);
    }

    @Test
    void withoutOneTheApiServerMakesAMasterAndALabelInfrastructure() throws Exception {
        pods(pod("m", "i-m", "openshift-kube-apiserver", 4.0, null), pod("i", "i-i", "router", 4.0, null), pod("w", "i-w", "shop", 4.0, null));
        labels("m", INFRA);
        labels("i", INFRA);
        labels("w", "{\"node_role_kubernetes_io\":\"infra\"}");

        assertThat(objects.nodes()).containsExactly(
                new Node(new Machine("i", "i-i"), new BigDecimal("4.00"), "infra", "amd64"),
                new Node(new Machine("m", "i-m"), new BigDecimal("4.00"), "master", "amd64"),
                new Node(new Machine("w", "i-w"), new BigDecimal("4.00"), "worker", null));
    }

    @Test
    void theLargestCapacityCountsAsTheColumnRoundsIt() throws Exception {
        pods(pod("n1", "i-1", "shop", 3.125, null), pod("n1", "i-1", "shop", 7.995, null), pod("n1", "i-2", "shop", null, null), pod("n1", "i-3", "shop", 1e300, null));
        labels("n1", "{}");

        assertThat(objects.nodes()).extracting(Node::capacity).containsExactly(new BigDecimal("8.00"), null, null);
    }

    @Test
    void aNodeWithoutLabelsIsNoneButItsProjectsAreSome() throws Exception {
        pods(pod("n1", "i-1", "shop", 8.0, "worker"), pod("n2", null, "bank", 8.0, "worker"), pod(null, null, "", 8.0, null), pod("n3", "", null, 8.0, null));
        labels("n2", null);
        labels("other", "{}");

        assertThat(objects.nodes()).singleElement().isEqualTo(new Node(new Machine("n2", null), new BigDecimal("8.00"), "worker", null));
        assertThat(objects.projects()).containsExactly("", "bank", "shop");
        assertThat(objects.nodeNames()).containsExactly("n1", "n2", "n3");
        assertThat(objects.resourceIds()).containsExactly("i-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"kubernetes_io_arch\": \"ARM64\"} | arm64", "{\"kubernetes_io_arch\": 7} | 7", "{\"kubernetes_io_arch\": null} |", "{\"kubernetes_io_arch\": {\"a\": 1}} |", "no JSON |",
        "{\"kubernetes_io_arch\": \"x\" |", "[] |", "`` |"
    })
    void theArchitectureIsThatOfTheLargestLabelText(String text, String architecture) throws Exception {
        pods(pod("n1", "i-1", "shop", 8.0, null));
        labels("n1", "");
        labels("n1", text);

        assertThat(objects.nodes()).singleElement().extracting(Node::architecture).isEqualTo(architecture);
    }

    @Test
    void reportsOfOlderOperatorsLackColumns() throws Exception {
        read(OpenShift.POD_USAGE_DAILY, ParquetTestFile.with(TIME, "optional binary node (STRING)", "optional binary namespace (STRING)").row(NOON, "n1", "shop"));
        labels("n1", "{}");
        read(OpenShift.STORAGE_USAGE_DAILY, ParquetTestFile.with(TIME, "optional binary persistentvolume (STRING)", "optional binary persistentvolumeclaim (STRING)")
                .row(NOON, "pv", "pvc"));

        assertThat(objects.nodes()).containsExactly(new Node(new Machine("n1", null), null, "worker", null));
        assertThat(objects.claims()).containsExactly(new Claim("pv", "pvc", null));
    }

    @Test
    void ofSeveralHandlesOfAClaimTheSmallestThatIsNotEmptyCounts() throws Exception {
        claims("pv", "a", "vol-2");
        claims("pv", "a", "vol-1");
        claims("pv", "a", "");
        claims("pv", "b", null);
        claims("pv", "c", "");
        claims("pv", "c", null);
        claims("", "", "");
        claims(null, "d", "vol-3");

        assertThat(objects.claims()).containsExactly(
                new Claim("", "", ""), new Claim("pv", "a", "vol-1"), new Claim("pv", "b", null), new Claim("pv", "c", ""));
    }

    @Test
    void whatPostgresqlCannotStoreIsLeftOut() throws Exception {
        pods(pod("n\0", "i-1", "shop", 8.0, null), pod("n1", "i\0", "bank\0", 8.0, null));
        labels("n\0", "{}");
        labels("n1", "{}");
        claims("pv\0", "a", null);
        claims("pv", "b", "vol\0");

        assertThat(objects.nodes()).isEmpty();
        assertThat(objects.projects()).containsExactly("shop");
        assertThat(objects.claims()).containsExactly(new Claim("pv", "b", null));
    }

    private static Object[] pod(String node, String resourceId, String namespace, Double capacity, String role) {
        return new Object[] {NOON, node, resourceId, namespace, capacity, role};
    }

    private void pods(Object[]... pods) throws Exception {
        read(OpenShift.POD_USAGE_DAILY, ParquetTestFile.with(
                        TIME, "optional binary node (STRING)", "optional binary resource_id (STRING)", "optional binary namespace (STRING)",
                        "optional double node_capacity_cpu_cores", "optional binary node_role (STRING)")
                .rows(List.of(pods)));
    }

    private void labels(String node, String text) throws Exception {
        read(OpenShift.NODE_LABELS_DAILY, ParquetTestFile.with(TIME, "optional binary node (STRING)", "optional binary node_labels (STRING)").row(NOON, node, text));
    }

    private void claims(String volume, String claim, String handle) throws Exception {
        read(OpenShift.STORAGE_USAGE_DAILY, ParquetTestFile.with(
                        TIME, "optional binary persistentvolume (STRING)", "optional binary persistentvolumeclaim (STRING)", "optional binary csi_volume_handle (STRING)")
                .row(NOON, volume, claim, handle));
    }

    private void read(Report report, ParquetTestFile file) throws Exception {
        LineItemLayout layout = new LineItemLayout(report.timeColumn(), List.of(ClusterObjects.groupings().get(report)));
        LineItemReader.combine(file.file(), layout, YearMonth.of(2025, 10), day -> true).days().values().forEach(day -> objects.add(report, day.table(0)));
    }
}
