package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.HOUR;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.openshift.UsageRow.Capacity;
import org.junit.jupiter.api.Test;

/** Specification, D.1: NODE_CAP is the largest value of each interval, summed over the intervals; CLUSTER_CAP is the sum over all nodes. */
class NodeCapacityTest {

    @Test
    void isTheSumOverIntervalsOfTheLargestValueOfEach() {
        assertThat(capacityOfN1(cluster()
                        .hour(0, "n1", 4 * HOUR, 8 * HOUR * GIB)
                        .hour(0, "n1", 3 * HOUR, 16 * HOUR * GIB)
                        .hour(1, "n1", 2 * HOUR, 16 * HOUR * GIB)))
                .isEqualTo(new Capacity(4.0, 6.0, 16.0, 32.0, 6.0, 32.0));
    }

    @Test
    void theClusterIsAllNodes() {
        assertThat(capacityOfN1(cluster()
                        .hour(0, "n1", 4 * HOUR, 8 * HOUR * GIB)
                        .hour(0, "n2", 8 * HOUR, 32 * HOUR * GIB)
                        .hour(23, "n2", 8 * HOUR, 32 * HOUR * GIB)))
                .isEqualTo(new Capacity(4.0, 4.0, 16.0, 8.0, 20.0, 72.0));
    }

    @Test
    void intervalsWithoutAValueAddNothing() {
        assertThat(capacityOfN1(cluster().hour(0, "n1", null, 8 * HOUR * GIB).hour(1, "n1", HOUR, null).hour(1, "n1", null, null)))
                .isEqualTo(new Capacity(4.0, 1.0, 16.0, 8.0, 1.0, 8.0));
    }

    @Test
    void aNodeWithoutValuesHasNone() {
        assertThat(capacityOfN1(cluster().hour(0, "n1", null, null).hour(0, "n2", HOUR, HOUR * GIB)))
                .isEqualTo(new Capacity(4.0, null, 16.0, null, 1.0, 1.0));
    }

    @Test
    void aNodeWithoutHourlyLineItemsHasNoneButTheCluster() {
        assertThat(capacityOfN1(cluster().hour(0, "n2", HOUR, HOUR * GIB))).isEqualTo(new Capacity(4.0, null, 16.0, null, 1.0, 1.0));
    }

    @Test
    void withoutHourlyLineItemsThereIsNone() {
        assertThat(capacityOfN1(cluster())).isEqualTo(new Capacity(4.0, null, 16.0, null, null, null));
    }

    private static Capacity capacityOfN1(TestCluster day) {
        return day.pod(pod("shop", "web", "n1")).podRows().get(0).capacity();
    }
}
