package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static io.costflow.provider.openshift.RawDay.VolumeItem.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Specification, D.1 (VOL_NODE and VOL_SHARE) and D.3: the nodes of volumes. Every volume here has one GiB-month of capacity, request and usage. */
class VolumeNodesTest {

    private static final Double GIB_MONTH = 86400.0 * 31 * GIB;

    @Test
    void aVolumeThatIsMountedOnTwoNodesIsARowPerNodeWithHalfOfRequestAndUsage() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "db-1", "n1"))
                        .pod(pod("shop", "db-2", "n2"))
                        .volume(mounted("db-1", "claim", "pv"))
                        .volume(mounted("db-2", "claim", "pv"))))
                .containsExactlyInAnyOrder(tuple("n1", "i-n1", 1.0, 0.5, 0.5), tuple("n2", "i-n2", 1.0, 0.5, 0.5));
    }

    @Test
    void aPodThatMovedIsARowPerNodeAndCapacityMonthsAreRepeated() {
        assertThat(rows(cluster().pod(pod("shop", "db", "n1")).pod(pod("shop", "db", "n2")).volume(mounted("db", "claim", "pv"))))
                .containsExactlyInAnyOrder(tuple("n1", "i-n1", 1.0, 0.5, 0.5), tuple("n2", "i-n2", 1.0, 0.5, 0.5));
    }

    @Test
    void aNodeThatBecameAnotherMachineIsARowPerMachineAndOneNode() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "db", "n1"))
                        .pod(pod("shop", "db", "n1").resourceId("i-new"))
                        .volume(mounted("db", "claim", "pv"))))
                .containsExactlyInAnyOrder(tuple("n1", "i-n1", 1.0, 1.0, 1.0), tuple("n1", "i-new", 1.0, 1.0, 1.0));
    }

    @Test
    void severalLineItemsOfOnePodAtOnePlaceFindItOnce() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "db", "n1").labels("{\"app\": \"a\"}"))
                        .pod(pod("shop", "db", "n1").labels("{\"app\": \"b\"}"))
                        .volume(mounted("db", "claim", "pv"))))
                .containsExactly(tuple("n1", "i-n1", 1.0, 1.0, 1.0));
    }

    @Test
    void aClaimThatWasBoundToTwoVolumesFindsItsNodeTwice() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "db", "n1"))
                        .volume(mounted("db", "claim", "pv-1"))
                        .volume(mounted("db", "claim", "pv-2"))))
                .as("a row per volume, each with doubled sums")
                .containsExactly(tuple("n1", "i-n1", 2.0, 2.0, 2.0), tuple("n1", "i-n1", 2.0, 2.0, 2.0));
    }

    @Test
    void aVolumeWithoutAPodHasNoNodeAndNoRequestAndUsage() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "web", "n1"))
                        .pod(pod("bank", "db", "n1"))
                        .volume(mounted("db", "claim", "pv"))))
                .containsExactly(tuple(null, null, 1.0, null, null));
    }

    @Test
    void aMountWithoutAPodSharesTheCountOfItsVolumesOtherMounts() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "db", "n1"))
                        .volume(mounted("db", "claim", "pv"))
                        .volume(mounted("gone", "claim", "pv"))))
                .containsExactlyInAnyOrder(tuple("n1", "i-n1", 1.0, 1.0, 1.0), tuple(null, null, 1.0, 1.0, 1.0));
    }

    @Test
    void theCountIsOfTheVolumeWhateverItsClaim() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "a", "n1"))
                        .pod(pod("shop", "b", "n2"))
                        .volume(mounted("a", "claim-1", "pv"))
                        .volume(mounted("b", "claim-2", "pv"))))
                .containsExactlyInAnyOrder(tuple("n1", "i-n1", 1.0, 0.5, 0.5), tuple("n2", "i-n2", 1.0, 0.5, 0.5));
    }

    @Test
    void aNodeWithAnEmptyNameIsANode() {
        assertThat(rows(cluster().pod(pod("shop", "db", "")).pod(pod("shop", "db", "n1")).volume(mounted("db", "claim", "pv"))))
                .containsExactlyInAnyOrder(tuple("", "i-", 1.0, 0.5, 0.5), tuple("n1", "i-n1", 1.0, 0.5, 0.5));
    }

    @Test
    void aNodeWithoutANameIsFoundButNotCounted() {
        assertThat(rows(cluster().pod(pod("shop", "db", null)).pod(pod("shop", "db", "n1")).volume(mounted("db", "claim", "pv"))))
                .containsExactlyInAnyOrder(tuple(null, "i-null", 1.0, 1.0, 1.0), tuple("n1", "i-n1", 1.0, 1.0, 1.0));
    }

    @Test
    void nullNamesJoinNothing() {
        assertThat(rows(cluster()
                        .pod(pod("shop", "db", "n1"))
                        .pod(pod("shop", null, "n1"))
                        .pod(pod(null, "db", "n1"))
                        .volume(mounted(null, "claim-1", "pv-1"))
                        .volume(volume(null, "db", "claim-2", "pv-2").amounts(GIB_MONTH, GIB_MONTH, GIB_MONTH))
                        .volume(mounted("db", null, "pv-3"))
                        .volume(mounted("db", "claim-4", null))))
                .containsExactlyInAnyOrder(
                        tuple(null, null, 1.0, null, null),
                        tuple(null, null, 1.0, null, null),
                        // Without the claim's name its node is not found, yet the volume is counted.
                        tuple(null, null, 1.0, 1.0, 1.0),
                        // Without the volume's name its node is found, yet not counted.
                        tuple("n1", "i-n1", 1.0, null, null));
    }

    private static RawDay.VolumeItem mounted(String pod, String claim, String volume) {
        return volume("shop", pod, claim, volume).amounts(GIB_MONTH, GIB_MONTH, GIB_MONTH);
    }

    /** Node, resource id, months of capacity, of request and of usage. */
    private static List<Tuple> rows(TestCluster day) {
        return day.storageRows().stream()
                .map(row -> tuple(
                        row.node(),
                        row.resourceId(),
                        row.volume().capacityGigabyteMonths(),
                        row.volume().requestGigabyteMonths(),
                        row.volume().usageGigabyteMonths()))
                .toList();
    }
}
