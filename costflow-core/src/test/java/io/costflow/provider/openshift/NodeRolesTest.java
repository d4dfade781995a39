package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification, D.4 and C.6: the role of a node gives its unallocated capacity a namespace. What reporting_ocp_nodes says counts; else the day tells. */
class NodeRolesTest {

    private static final String PLATFORM = "Platform unallocated";
    private static final String WORKER = "Worker unallocated";
    private static final String INFRA = "{\"x\": \"y\", \"node_role_kubernetes_io\": \"infra\"}";

    @ParameterizedTest
    @CsvSource({"master, Platform unallocated", "infra, Platform unallocated", "worker, Worker unallocated", "gpu,", "'',", "Worker,", ","})
    void theStoredRoleCounts(String role, String namespace) {
        // What the day would tell is another role each time.
        assertThat(namespaceOf(cluster().role("n1", "i-n1", role).nodeLabels("n1", "worker".equals(role) ? INFRA : "{}").pod(pod("shop", "a", "n1"))))
                .isEqualTo(namespace);
    }

    @Test
    void ofSeveralStoredRolesTheLargestCounts() {
        assertThat(namespaceOf(cluster().role("n1", "i-n1", "worker").role("n1", "i-n1", "master").role("n1", "i-n1", null).pod(pod("shop", "a", "n1"))))
                .isEqualTo(WORKER);
    }

    @Test
    void rolesOfOtherMachinesDoNotCount() {
        assertThat(namespaceOf(cluster().role("n1", "i-old", "master").role("n2", "i-n1", "master").role("n1", null, "master").pod(pod("shop", "a", "n1"))))
                .isNull();
    }

    @Test
    void ofSeveralMachinesOfANodeTheLargestRoleCounts() {
        assertThat(namespaceOf(cluster()
                        .role("n1", "i-1", "infra")
                        .role("n1", "i-2", "worker")
                        .pod(pod("shop", "a", "n1").resourceId("i-1"))
                        .pod(pod("bank", "b", "n1").resourceId("i-2"))))
                .isEqualTo(WORKER);
    }

    @Test
    void theMachineOfAPodRowIsItsLargestResourceId() {
        assertThat(namespaceOf(cluster()
                        .role("n1", "i-1", "worker")
                        .role("n1", "i-2", "infra")
                        .pod(pod("shop", "a", "n1").resourceId("i-1"))
                        .pod(pod("shop", "b", "n1").resourceId("i-2"))))
                .as("one pod row, whose resource id is i-2").isEqualTo(PLATFORM);
    }

    @Test
    void aNodeThatIsNotStoredIsAWorker() {
        assertThat(namespaceOf(cluster().nodeLabels("n1", "{}").pod(pod("shop", "a", "n1")))).isEqualTo(WORKER);
    }

    @Test
    void aNodeThatIsNotStoredAndHasNoLabelsHasNoRole() {
        assertThat(namespaceOf(cluster().nodeLabels("n2", "{}").pod(pod("shop", "a", "n1").nodeRole("worker")))).isNull();
    }

    @Test
    void aNodeThatIsNotStoredHasTheLargestReportedRole() {
        assertThat(namespaceOf(cluster()
                        .nodeLabels("n1", INFRA)
                        .pod(pod("shop", "a", "n1").nodeRole("master"))
                        .pod(pod("shop", "b", "n1").nodeRole("worker"))))
                .isEqualTo(WORKER);
    }

    @Test
    void anEmptyReportedRoleIsARole() {
        assertThat(namespaceOf(cluster().nodeLabels("n1", INFRA).pod(pod("openshift-kube-apiserver", "a", "n1").nodeRole("")))).isNull();
    }

    @Test
    void aNodeThatRunsTheApiServerIsAMaster() {
        assertThat(namespaceOf(cluster().nodeLabels("n1", null).pod(pod("shop", "a", "n1")).pod(pod("openshift-kube-apiserver", "api", "n1"))))
                .isEqualTo(PLATFORM);
    }

    @Test
    void theApiServerOfAnotherMachineOfTheNodeDoesNotCount() {
        assertThat(namespaceOf(cluster()
                        .nodeLabels("n1", "{}")
                        .pod(pod("shop", "a", "n1"))
                        .pod(pod("openshift-kube-apiserver", "api", "n1").resourceId("i-m"))))
                .as("master < worker").isEqualTo(WORKER);
    }

    @Test
    void aNodeIsInfraByOneOfItsLabelTextsWrittenAsPythonDoes() {
        assertThat(namespaceOf(cluster().nodeLabels("n1", "{}").nodeLabels("n1", INFRA).nodeLabels("n1", null).pod(pod("shop", "a", "n1"))))
                .isEqualTo(PLATFORM);
        assertThat(namespaceOf(cluster().nodeLabels("n1", "{\"node_role_kubernetes_io\":\"infra\"}").pod(pod("shop", "a", "n1"))))
                .as("without the space").isEqualTo(WORKER);
    }

    @Test
    void underscoresInTheInfraLabelAreWildcards() {
        assertThat(namespaceOf(cluster().nodeLabels("n1", "{\"node-role.kubernetes/io\": \"infra\"}").pod(pod("shop", "a", "n1")))).isEqualTo(PLATFORM);
    }

    @Test
    void aPodWithoutAResourceIdFindsNoRole() {
        assertThat(namespaceOf(cluster().role("n1", null, "worker").nodeLabels("n1", "{}").pod(pod("shop", "a", "n1").resourceId(null)))).isNull();
    }

    private static String namespaceOf(TestCluster day) {
        return day.unallocatedRows().get(0).namespace();
    }
}
