package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.HOUR;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.openshift.UsageRow.Capacity;
import io.costflow.provider.openshift.UsageRow.Consumption;
import io.costflow.provider.openshift.UsageRow.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification, D.4: what no pod used of each node. */
class UnallocatedRowsTest {

    @Test
    void isCapacityLessTheSumsOfAllPodRowsOfTheNode() {
        assertThat(cluster()
                        .role("n1", "i-n1", "worker")
                        .hour(0, "n1", 4 * HOUR, 16 * HOUR * GIB)
                        .hour(1, "n1", 4 * HOUR, 16 * HOUR * GIB)
                        .hour(0, "n2", 2 * HOUR, HOUR * GIB)
                        .pod(pod("shop", "a", "n1").cpu(HOUR, 2 * HOUR, 2 * HOUR, 9 * HOUR).memory(HOUR * GIB, 4 * HOUR * GIB, 4 * HOUR * GIB, null))
                        .pod(pod("bank", "b", "n1").cpu(0.5 * HOUR, HOUR, HOUR, 9 * HOUR).memory(HOUR * GIB, 2 * HOUR * GIB, 3 * HOUR * GIB, null))
                        .unallocatedRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.namespace()).isEqualTo("Worker unallocated");
                    assertThat(row.node()).isEqualTo("n1");
                    assertThat(row.resourceId()).isEqualTo("i-n1");
                    assertThat(row.podLabels()).isNull();
                    assertThat(row.cpu()).as("8 less each").isEqualTo(new Consumption(6.5, 5.0, 5.0, null));
                    assertThat(row.memory()).as("32 less each").isEqualTo(new Consumption(30.0, 26.0, 25.0, null));
                    assertThat(row.capacity()).isEqualTo(new Capacity(4.0, 8.0, 16.0, 32.0, 10.0, 33.0));
                    assertThat(row.volume()).isEqualTo(Volume.NONE);
                    assertThat(row.costCategory()).isNull();
                });
    }

    @Test
    void mayBeNegative() {
        assertThat(cluster().hour(0, "n1", HOUR, HOUR * GIB).pod(pod("shop", "a", "n1").cpu(3 * HOUR, HOUR, HOUR, HOUR)).unallocatedRows())
                .extracting(row -> row.cpu().usage())
                .containsExactly(-2.0);
    }

    @Test
    void isNullWithoutCapacityOrWithoutUsage() {
        assertThat(cluster()
                        .hour(0, "n1", HOUR, null)
                        .pod(pod("shop", "a", "n1").cpu(null, HOUR, HOUR, HOUR))
                        .unallocatedRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cpu()).isEqualTo(new Consumption(null, 0.0, 0.0, null));
                    assertThat(row.memory()).isEqualTo(Consumption.NONE);
                });
    }

    @Test
    void pseudoNamespacesAndNamespacesWithoutANameAreNotCounted() {
        TestCluster day = cluster().hour(0, "n1", 10 * HOUR, HOUR * GIB).pod(pod("", "counted", "n1")).pod(pod("worker unallocated", "counted", "n1"));
        for (String namespace : List.of("Platform unallocated", "Worker unallocated", "Network unattributed", "Storage unattributed")) {
            day.pod(pod(namespace, "p", "n1"));
        }
        day.pod(pod(null, "p", "n1"));

        assertThat(day.unallocatedRows()).extracting(row -> row.cpu().usage()).as("10 − 2").containsExactly(8.0);
    }

    @Test
    void aNodeOfNothingButPseudoNamespacesHasNoRow() {
        assertThat(cluster().hour(0, "n1", HOUR, GIB).pod(pod("Network unattributed", "p", "n1")).pod(pod(null, "p", "n1")).unallocatedRows()).isEmpty();
    }

    @Test
    void aNodeWithoutPodsHasNoRow() {
        assertThat(cluster().hour(0, "idle", HOUR, GIB).nodeLabels("idle", "{}").pod(pod("shop", "a", "")).unallocatedRows()).isEmpty();
    }

    @Test
    void theResourceIdIsTheLargestOfTheNodesPodRows() {
        assertThat(cluster()
                        .pod(pod("shop", "a", "n1").resourceId("i-\uFFFD"))
                        .pod(pod("bank", "b", "n1").resourceId("i-\uD83D\uDE00"))
                        .pod(pod("mine", "c", "n1").resourceId(null))
                        .unallocatedRows())
                .extracting(UsageRow::resourceId)
                .containsExactly("i-\uD83D\uDE00");
    }
}
