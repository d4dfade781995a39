package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.HOUR;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.provider.openshift.UsageRow.Capacity;
import io.costflow.provider.openshift.UsageRow.Consumption;
import io.costflow.provider.openshift.UsageRow.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification, D.2: pod rows, without their labels. */
class PodRowsTest {

    @Test
    void podsOfOneNamespaceAndNodeAreOneRowInHours() {
        List<UsageRow> rows = cluster()
                .pod(pod("shop", "web-1", "n1").cpu(HOUR, 2 * HOUR, 2 * HOUR, 4 * HOUR).memory(HOUR * GIB, HOUR * GIB, HOUR * GIB, 8 * HOUR * GIB))
                .pod(pod("shop", "web-2", "n1").cpu(900.0, HOUR, HOUR, 4 * HOUR).memory(0.5 * HOUR * GIB, HOUR * GIB, HOUR * GIB, 8 * HOUR * GIB))
                .podRows();

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.namespace()).isEqualTo("shop");
            assertThat(row.node()).isEqualTo("n1");
            assertThat(row.resourceId()).isEqualTo("i-n1");
            assertThat(row.cpu()).isEqualTo(new Consumption(1.25, 3.0, 3.0, 8.0));
            assertThat(row.memory()).isEqualTo(new Consumption(1.5, 2.0, 2.0, 16.0));
            assertThat(row.volume()).isEqualTo(Volume.NONE);
            assertThat(row.costCategory()).isNull();
        });
    }

    @Test
    void namespacesAndNodesAreApart() {
        assertThat(cluster().pod(pod("shop", "web", "n1")).pod(pod("shop", "web", "n2")).pod(pod("bank", "web", "n1")).podRows())
                .extracting(UsageRow::namespace, UsageRow::node)
                .containsExactlyInAnyOrder(tuple("shop", "n1"), tuple("shop", "n2"), tuple("bank", "n1"));
    }

    @Test
    void effectiveUsageThatIsMissingIsTheLargerOfUsageAndRequestPerLineItem() {
        assertThat(cluster()
                        .pod(pod("shop", "a", "n1").cpu(HOUR, 2 * HOUR, null, null).memory(3 * HOUR * GIB, HOUR * GIB, null, null))
                        .pod(pod("shop", "b", "n1").cpu(3 * HOUR, 2 * HOUR, null, null).memory(HOUR * GIB, HOUR * GIB, 5 * HOUR * GIB, null))
                        .pod(pod("shop", "c", "n1").cpu(9 * HOUR, 9 * HOUR, 0.5 * HOUR, null).memory(9 * HOUR * GIB, null, null, null))
                        .podRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cpu().effective()).as("2 + 3 + 0.5").isEqualTo(5.5);
                    assertThat(row.memory().effective()).as("3 + 5, and the greatest of a NULL is NULL").isEqualTo(8.0);
                });
    }

    @Test
    void nullAddsNothingAndNothingButNullIsNull() {
        assertThat(cluster()
                        .pod(pod("shop", "a", "n1").cpu(HOUR, null, null, null).memory(null, null, null, null).onNodeOf(null, 8 * GIB).resourceId(null))
                        .pod(pod("shop", "b", "n1").cpu(null, null, null, HOUR).memory(null, null, null, null).onNodeOf(null, null).resourceId(null))
                        .podRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cpu()).isEqualTo(new Consumption(1.0, null, null, 1.0));
                    assertThat(row.memory()).isEqualTo(Consumption.NONE);
                    assertThat(row.capacity()).isEqualTo(new Capacity(null, null, 8.0, null, null, null));
                    assertThat(row.resourceId()).isNull();
                });
    }

    @Test
    void podsWithoutANodeAreDroppedAndItsCapacityIsNot() {
        assertThat(cluster()
                        .pod(pod("shop", "pending", ""))
                        .pod(pod("shop", "lost", null))
                        .pod(pod("shop", "web", "n1"))
                        .hour(0, "", HOUR, HOUR * GIB)
                        .hour(0, null, 2 * HOUR, HOUR * GIB)
                        .hour(0, "n1", 4 * HOUR, HOUR * GIB)
                        .podRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cpu().usage()).isEqualTo(1.0);
                    assertThat(row.capacity().nodeCpuCoreHours()).isEqualTo(4.0);
                    assertThat(row.capacity().clusterCpuCoreHours()).as("1 + 2 + 4").isEqualTo(7.0);
                });
    }

    @Test
    void namespacesWithoutANameStay() {
        assertThat(cluster().pod(pod("", "a", "n1")).pod(pod(null, "b", "n1")).podRows()).extracting(UsageRow::namespace).containsExactlyInAnyOrder("", null);
    }

    @Test
    void theResourceIdIsTheLargestByCodePoints() {
        // In UTF-16 the second would be the smaller one: its first char is U+D83D.
        assertThat(cluster()
                        .pod(pod("shop", "a", "n1").resourceId("i-\uFFFD"))
                        .pod(pod("shop", "b", "n1").resourceId("i-\uD83D\uDE00"))
                        .pod(pod("shop", "c", "n1").resourceId(null))
                        .podRows())
                .extracting(UsageRow::resourceId)
                .containsExactly("i-\uD83D\uDE00");
    }

    @Test
    void coresAndMemoryOfTheNodeAreTheLargest() {
        assertThat(cluster()
                        .pod(pod("shop", "a", "n1").onNodeOf(4.0, 8 * GIB))
                        .pod(pod("shop", "b", "n1").onNodeOf(2.0, 16 * GIB))
                        .podRows())
                .extracting(row -> row.capacity().nodeCpuCores(), row -> row.capacity().nodeMemoryGigabytes())
                .containsExactly(tuple(4.0, 16.0));
    }

    @Test
    void aDayWithoutLineItemsHasNoRows() {
        assertThat(cluster().hour(0, "n1", HOUR, GIB).nodeLabels("n1", "{}").rows()).isEmpty();
    }
}
