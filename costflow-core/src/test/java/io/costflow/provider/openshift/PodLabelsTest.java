package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.HOUR;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Specification, D.1 and D.2, and 6-verified.md, Labels: which labels a pod row has, and how several label texts multiply usage. */
class PodLabelsTest {

    @Test
    void podOverridesNamespaceOverridesNode() {
        assertThat(labels(cluster()
                        .enabledKeys("a", "b", "c")
                        .nodeLabels("n1", "{\"a\": \"node\", \"b\": \"node\", \"c\": \"node\"}")
                        .namespaceLabels("shop", "{\"b\": \"namespace\", \"c\": \"namespace\"}")
                        .pod(pod("shop", "web", "n1").labels("{\"c\": \"pod\"}"))))
                .containsExactly("{\"a\":\"node\",\"b\":\"namespace\",\"c\":\"pod\"}");
    }

    @Test
    void onlyEnabledKeysAndTheNameOfVirtualMachinesSurvive() {
        assertThat(labels(cluster()
                        .nodeLabels("n1", "{\"zone\": \"a\", \"tier\": \"gold\"}")
                        .pod(pod("shop", "web", "n1").labels("{\"vm_kubevirt_io_name\": \"vm1\", \"app\": \"web\", \"App\": \"no\"}"))))
                .containsExactly("{\"app\":\"web\",\"tier\":\"gold\",\"vm_kubevirt_io_name\":\"vm1\"}");
    }

    @Test
    void withoutAnyEnabledKeyNothingSurvives() {
        assertThat(labels(cluster()
                        .enabledKeys()
                        .nodeLabels("n1", "{\"vm_kubevirt_io_name\": \"vm1\"}")
                        .pod(pod("shop", "web", "n1").labels("{\"vm_kubevirt_io_name\": \"vm1\", \"app\": \"web\"}"))))
                .containsExactly("{}");
    }

    @Test
    void aPodWithoutLabelTextHasNoLabelsWhateverItsNodeHas() {
        assertThat(usageByLabels(cluster()
                        .nodeLabels("n1", "{\"app\": \"node\"}")
                        .pod(pod("shop", "a", "n1").labels(null))
                        .pod(pod("shop", "b", "n1").labels("{}"))))
                .containsExactlyInAnyOrder(tuple(null, 1.0), tuple("{\"app\":\"node\"}", 1.0));
    }

    @Test
    void aNodeOrNamespaceWithoutLabelTextIsOneWithoutLabels() {
        assertThat(usageByLabels(cluster()
                        .nodeLabels("n1", null)
                        .namespaceLabels("shop", null)
                        .pod(pod("shop", "a", "n1").labels("{\"app\": \"web\"}"))))
                .containsExactly(tuple("{\"app\":\"web\"}", 1.0));
    }

    @Test
    void noTextAndTheEmptyMapAreTwoMapsOfANode() {
        assertThat(usageByLabels(cluster().nodeLabels("n1", null).nodeLabels("n1", "{}").pod(pod("shop", "a", "n1")))).containsExactly(tuple("{}", 2.0));
    }

    @Test
    void severalMapsOfANodeShowAllUsageInEachOfTheirGroups() {
        TestCluster day = cluster()
                .nodeLabels("n1", "{\"tier\": \"gold\"}")
                .nodeLabels("n1", "{\"tier\": \"silver\"}")
                .hour(0, "n1", 4 * HOUR, HOUR * GIB)
                .role("n1", "i-n1", "worker")
                .pod(pod("shop", "a", "n1").cpu(HOUR, HOUR, HOUR, HOUR));

        assertThat(usageByLabels(day)).containsExactlyInAnyOrder(tuple("{\"tier\":\"gold\"}", 1.0), tuple("{\"tier\":\"silver\"}", 1.0));
        assertThat(day.podRows()).extracting(row -> row.capacity().nodeCpuCoreHours()).as("capacity does not double").containsExactly(4.0, 4.0);
        assertThat(day.unallocatedRows()).extracting(row -> row.cpu().usage()).as("4 − (1 + 1)").containsExactly(2.0);
    }

    @Test
    void severalMapsDoubleInPlaceWhenThePodOverridesWhatDiffers() {
        assertThat(usageByLabels(cluster()
                        .nodeLabels("n1", "{\"tier\": \"gold\"}")
                        .nodeLabels("n1", "{\"tier\": \"silver\"}")
                        .pod(pod("shop", "a", "n1").labels("{\"tier\": \"own\"}"))))
                .containsExactly(tuple("{\"tier\":\"own\"}", 2.0));
    }

    @Test
    void mapsOfNodeAndNamespaceMultiply() {
        assertThat(usageByLabels(cluster()
                        .nodeLabels("n1", "{\"tier\": \"1\"}")
                        .nodeLabels("n1", "{\"tier\": \"2\"}")
                        .namespaceLabels("shop", "{\"app\": \"1\"}")
                        .namespaceLabels("shop", "{\"app\": \"2\"}")
                        .namespaceLabels("shop", "{\"app\": \"3\"}")
                        .pod(pod("shop", "a", "n1"))))
                .hasSize(6)
                .contains(tuple("{\"app\":\"3\",\"tier\":\"2\"}", 1.0));
    }

    @Test
    void textsThatDifferOnlyInDisabledKeysOrOrderAreOneMap() {
        assertThat(usageByLabels(cluster()
                        .nodeLabels("n1", "{\"app\": \"x\", \"tier\": \"y\"}")
                        .nodeLabels("n1", "{\"tier\": \"y\", \"app\": \"x\"}")
                        .nodeLabels("n1", "{\"tier\": \"y\", \"app\": \"x\", \"zone\": \"a\"}")
                        .pod(pod("shop", "a", "n1").labels("{\"app\": \"x\", \"other\": \"1\"}"))
                        .pod(pod("shop", "b", "n1").labels("{\"other\": \"2\", \"app\": \"x\"}"))))
                .containsExactly(tuple("{\"app\":\"x\",\"tier\":\"y\"}", 2.0));
    }

    @Test
    void labelsOfOtherNodesAndNamespacesDoNotCount() {
        assertThat(labels(cluster()
                        .nodeLabels("n2", "{\"tier\": \"gold\"}")
                        .namespaceLabels("bank", "{\"tier\": \"gold\"}")
                        .nodeLabels(null, "{\"tier\": \"gold\"}")
                        .namespaceLabels(null, "{\"tier\": \"gold\"}")
                        .namespaceLabels("", "{\"tier\": \"empty\"}")
                        .pod(pod("shop", "a", "n1"))
                        .pod(pod(null, "b", "n1"))
                        .pod(pod("", "c", "n1"))))
                .as("NULL joins nothing, the empty name does").containsExactlyInAnyOrder("{}", "{}", "{\"tier\":\"empty\"}");
    }

    private static List<String> labels(TestCluster day) {
        return day.podRows().stream().map(row -> row.podLabels().json()).toList();
    }

    private static List<Tuple> usageByLabels(TestCluster day) {
        return day.podRows().stream().map(row -> tuple(row.podLabels() == null ? null : row.podLabels().json(), row.cpu().usage())).toList();
    }
}
