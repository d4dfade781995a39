package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.HOUR;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static io.costflow.provider.openshift.RawDay.VolumeItem.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.openshift.UsageRow.Consumption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification, D.2 (hazard b) and D.4, and 6-verified.md: namespaces fall into cost categories by LIKE patterns, and several patterns multiply. */
class CostCategoriesTest {

    private static final double GIB_MONTHS = 86400.0 * 31 * GIB;

    @Test
    void aNamespaceThatNoPatternMatchesHasNoCategory() {
        assertThat(cluster().category(1, "kube-%").pod(pod("shop", "a", "n1")).podRows()).extracting(UsageRow::costCategory).containsOnlyNulls();
    }

    @Test
    void aNamespaceWithoutANameHasNoCategory() {
        assertThat(cluster().category(1, "%").pod(pod(null, "a", "n1")).podRows()).extracting(UsageRow::costCategory).containsOnlyNulls();
    }

    @Test
    void theEmptyNamespaceMatchesPercentOnly() {
        assertThat(cluster().category(1, "%").category(2, "_%").pod(pod("", "a", "n1")).podRows()).extracting(UsageRow::costCategory).containsExactly(1);
    }

    @Test
    void underscoreIsAnyOneCharacter() {
        TestCluster day = cluster().category(7, "a_b");
        List.of("a_b", "a-b", "aXb", "ab", "a--b").forEach(namespace -> day.pod(pod(namespace, "p", "n1")));

        assertThat(day.podRows()).filteredOn(row -> row.costCategory() != null).extracting(UsageRow::namespace).containsExactlyInAnyOrder("a_b", "a-b", "aXb");
    }

    @Test
    void severalPatternsMultiplyTheSumsOfPodsAndNotTheirCapacity() {
        assertThat(cluster()
                        .category(3, "shop%")
                        .category(9, "%")
                        .category(3, "s%")
                        .hour(0, "n1", 8 * HOUR, 16 * HOUR * GIB)
                        .pod(pod("shop", "a", "n1").cpu(HOUR, 2 * HOUR, null, 4 * HOUR))
                        .podRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.costCategory()).as("the largest").isEqualTo(9);
                    assertThat(row.cpu()).as("three patterns").isEqualTo(new Consumption(3.0, 6.0, 6.0, 12.0));
                    assertThat(row.memory()).isEqualTo(new Consumption(3.0, 3.0, 3.0, 3.0));
                    assertThat(row.capacity().nodeCpuCores()).isEqualTo(4.0);
                    assertThat(row.capacity().nodeCpuCoreHours()).isEqualTo(8.0);
                    assertThat(row.capacity().clusterMemoryGigabyteHours()).isEqualTo(16.0);
                });
    }

    @Test
    void severalPatternsMultiplyTheSumsOfStorageAndNotItsCapacity() {
        assertThat(cluster()
                        .category(1, "shop")
                        .category(2, "sh__")
                        .pod(pod("shop", "a", "n1"))
                        .volume(volume("shop", "a", "claim", "pv").capacityBytes(10 * GIB).amounts(10 * GIB_MONTHS, 5 * GIB_MONTHS, 2 * GIB_MONTHS))
                        .storageRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.costCategory()).isEqualTo(2);
                    assertThat(row.volume().capacityGigabytes()).isEqualTo(10.0);
                    assertThat(row.volume().capacityGigabyteMonths()).isEqualTo(20.0);
                    assertThat(row.volume().requestGigabyteMonths()).isEqualTo(10.0);
                    assertThat(row.volume().usageGigabyteMonths()).isEqualTo(4.0);
                });
    }

    @Test
    void unallocatedCapacityHasARowPerPatternThatMatchesItsNamespace() {
        List<UsageRow> rows = cluster()
                .category(1, "Worker%")
                .category(5, "%unallocated")
                .category(5, "Worker unallocated")
                .category(8, "Platform unallocated")
                .role("n1", "i-n1", "worker")
                .hour(0, "n1", 4 * HOUR, HOUR * GIB)
                .pod(pod("shop", "a", "n1"))
                .unallocatedRows();

        assertThat(rows).extracting(UsageRow::costCategory).containsExactly(1, 5, 5);
        assertThat(rows).extracting(row -> row.cpu().usage()).as("each with all of it").containsExactly(3.0, 3.0, 3.0);
        assertThat(rows.get(1)).as("two patterns of one category: two rows that are equal in every column").isEqualTo(rows.get(2));
    }

    @Test
    void unallocatedCapacityWithoutANamespaceHasNoCategory() {
        assertThat(cluster().category(1, "%").pod(pod("shop", "a", "n1")).unallocatedRows()).extracting(UsageRow::costCategory).containsExactly((Integer) null);
    }

    @Test
    void doubledUsageIsTakenFromUnallocatedCapacity() {
        assertThat(cluster()
                        .category(1, "shop")
                        .category(2, "sh%")
                        .hour(0, "n1", 4 * HOUR, HOUR * GIB)
                        .pod(pod("shop", "a", "n1"))
                        .unallocatedRows())
                .extracting(row -> row.cpu().usage())
                .as("4 − 2 · 1")
                .containsExactly(2.0);
    }
}
