package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.ClusterObjects.Claim;
import io.costflow.provider.openshift.ClusterObjects.Machine;
import io.costflow.provider.openshift.ClusterObjects.Node;
import io.costflow.provider.openshift.ObjectChanges.StoredClaim;
import io.costflow.provider.openshift.ObjectChanges.StoredNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification, L.3: rows are added or completed; what is known stays. */
class ObjectChangesTest {

    private static final long NOON = LocalDate.of(2025, 10, 1).atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final String TIME = "required int64 interval_start (TIMESTAMP(MILLIS,true))";

    @Test
    void ofANewClusterEverythingIsNew() throws Exception {
        ObjectChanges changes = ObjectChanges.between(List.of(), List.of(), List.of(), List.of(month("i-1", 8.0, "worker", "{}", "vol-1")));

        assertThat(changes.newNodes()).containsExactly(node("i-1", "8.00", "worker", null));
        assertThat(changes.newClaims()).containsExactly(new Claim("pv", "pvc", "vol-1"));
        assertThat(changes.newProjects()).containsExactly("shop");
        assertThat(changes.rows()).isEqualTo(3);
    }

    @Test
    void whatIsStoredIsNotWrittenAgainAndWhatIsGoneStays() throws Exception {
        ObjectChanges changes = ObjectChanges.between(
                List.of(stored("a", node("i-1", "8", "worker", null)), stored("b", node("i-0", "4.00", "infra", "arm64"))),
                List.of(new StoredClaim("c", new Claim("pv", "pvc", "other")), new StoredClaim("d", new Claim("old", "old", null))),
                List.of("shop", "old"),
                List.of(month("i-1", 8.0, "worker", "{}", "vol-1")));

        assertThat(changes.rows()).isZero();
    }

    @Test
    void anotherMachineOrCapacityIsAnotherRow() throws Exception {
        List<StoredNode> before = List.of(stored("a", node("i-1", "8.00", "worker", "amd64")));

        assertThat(ObjectChanges.between(before, List.of(), List.of(), List.of(month("i-2", 8.0, "infra", "{}", null))).newNodes())
                .containsExactly(node("i-2", "8.00", "infra", null));
        assertThat(ObjectChanges.between(before, List.of(), List.of(), List.of(month("i-1", 16.0, "infra", "{}", null))).newNodes())
                .containsExactly(node("i-1", "16.00", "infra", null));
    }

    @Test
    void aRoleThatIsStoredStaysUnlessRoleOrArchitectureAreEmpty() throws Exception {
        ClusterObjects infra = month("i-1", 8.0, "infra", "{\"kubernetes_io_arch\": \"arm64\"}", null);

        assertThat(changed(node("i-1", "8.00", "worker", "amd64"), infra)).isEmpty();
        assertThat(changed(node("i-1", "8.00", "worker", null), infra)).containsExactly(stored("a", node("i-1", "8.00", "infra", "arm64")));
        assertThat(changed(node("i-1", "8.00", "", "amd64"), infra)).containsExactly(stored("a", node("i-1", "8.00", "infra", "arm64")));
    }

    @Test
    void whatALaterMonthWritesOverIsNotWritten() throws Exception {
        List<ClusterObjects> months = List.of(month("i-1", 8.0, "worker", "{}", null), month("i-1", 8.0, "infra", "{}", null));

        assertThat(ObjectChanges.between(List.of(), List.of(), List.of(), months).newNodes()).containsExactly(node("i-1", "8.00", "infra", null));
        assertThat(ObjectChanges.between(List.of(stored("a", node("i-1", "8.00", "infra", null))), List.of(), List.of(), months).changedNodes()).isEmpty();
    }

    @Test
    void aClaimGetsTheHandleThatItDoesNotHave() throws Exception {
        List<ClusterObjects> months = List.of(month("i-1", 8.0, "worker", "{}", "vol-1"));

        assertThat(ObjectChanges.between(List.of(), List.of(new StoredClaim("c", new Claim("pv", "pvc", ""))), List.of(), months).changedClaims())
                .containsExactly(new StoredClaim("c", new Claim("pv", "pvc", "vol-1")));
    }

    private static List<StoredNode> changed(Node before, ClusterObjects month) {
        return ObjectChanges.between(List.of(stored("a", before)), List.of(), List.of(), List.of(month)).changedNodes();
    }

    private static StoredNode stored(String id, Node node) {
        return new StoredNode(id, node);
    }

    private static Node node(String resourceId, String capacity, String role, String architecture) {
        return new Node(new Machine("n1", resourceId), new BigDecimal(capacity), role, architecture);
    }

    /** A month with the node n1, the claim pvc and the project shop. */
    private static ClusterObjects month(String resourceId, double capacity, String role, String labels, String handle) throws Exception {
        ClusterObjects objects = new ClusterObjects();
        read(objects, OpenShift.POD_USAGE_DAILY, ParquetTestFile.with(
                        TIME, "optional binary node (STRING)", "optional binary resource_id (STRING)", "optional binary namespace (STRING)",
                        "optional double node_capacity_cpu_cores", "optional binary node_role (STRING)")
                .row(NOON, "n1", resourceId, "shop", capacity, role));
        read(objects, OpenShift.NODE_LABELS_DAILY,
                ParquetTestFile.with(TIME, "optional binary node (STRING)", "optional binary node_labels (STRING)").row(NOON, "n1", labels));
        read(objects, OpenShift.STORAGE_USAGE_DAILY, ParquetTestFile.with(
                        TIME, "optional binary persistentvolume (STRING)", "optional binary persistentvolumeclaim (STRING)", "optional binary csi_volume_handle (STRING)")
                .row(NOON, "pv", "pvc", handle));
        return objects;
    }

    private static void read(ClusterObjects objects, Report report, ParquetTestFile file) throws Exception {
        LineItemLayout layout = new LineItemLayout(report.timeColumn(), List.of(ClusterObjects.groupings().get(report)));
        LineItemReader.combine(file.file(), layout, YearMonth.of(2025, 10), day -> true).days().values().forEach(day -> objects.add(report, day.table(0)));
    }
}
