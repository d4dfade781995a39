package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.TestCluster.cluster;
import static io.costflow.provider.openshift.RawDay.GIB;
import static io.costflow.provider.openshift.RawDay.HOUR;
import static io.costflow.provider.openshift.RawDay.PodItem.pod;
import static io.costflow.provider.openshift.RawDay.VolumeItem.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withPrecision;

import io.costflow.provider.openshift.UsageRow.Capacity;
import io.costflow.provider.openshift.UsageRow.Consumption;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification, D.3: storage rows, their keys, labels and amounts. */
class StorageRowsTest {

    private static final double DAY_OF_ONE_GIB = 86400.0 * GIB;

    @Test
    void aVolumeIsARowWithTheNodeOfThePodThatMountsIt() {
        assertThat(cluster()
                        .pod(pod("shop", "db", "n1"))
                        .volume(volume("shop", "db", "claim", "pv")
                                .of("gp3", "vol-7")
                                .capacityBytes(10 * GIB)
                                .amounts(31 * DAY_OF_ONE_GIB, 15.5 * DAY_OF_ONE_GIB, 7.75 * DAY_OF_ONE_GIB))
                        .storageRows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.namespace()).isEqualTo("shop");
                    assertThat(row.node()).isEqualTo("n1");
                    assertThat(row.resourceId()).isEqualTo("i-n1");
                    assertThat(row.podLabels()).isNull();
                    assertThat(row.cpu()).isEqualTo(Consumption.NONE);
                    assertThat(row.memory()).isEqualTo(Consumption.NONE);
                    assertThat(row.capacity()).isEqualTo(Capacity.NONE);
                    assertThat(row.volume()).isEqualTo(new UsageRow.Volume("claim", "pv", "gp3", "vol-7", LabelSet.EMPTY, 10.0, 1.0, 0.5, 0.25));
                });
    }

    @ParameterizedTest
    @CsvSource({"2024-02-10, 29", "2025-02-10, 28", "2025-04-30, 30", "2025-12-31, 31"})
    void aMonthHasTheDaysOfItsOwn(String day, int days) {
        assertThat(TestCluster.on(day)
                        .pod(pod("shop", "db", "n1"))
                        .volume(volume("shop", "db", "claim", "pv").amounts(DAY_OF_ONE_GIB, DAY_OF_ONE_GIB, DAY_OF_ONE_GIB))
                        .storageRows())
                .singleElement()
                .satisfies(row -> assertThat(row.volume().capacityGigabyteMonths()).isEqualTo(1.0 / days, withPrecision(1e-15)))
                .satisfies(row -> assertThat(row.volume().usageGigabyteMonths()).isEqualTo(1.0 / days, withPrecision(1e-15)));
    }

    @Test
    void everythingThatNamesAVolumeIsAKey() {
        TestCluster day = cluster()
                .volume(volume("shop", "db", "claim", "pv"))
                .volume(volume("bank", "db", "claim", "pv"))
                .volume(volume("shop", "db", "claim2", "pv"))
                .volume(volume("shop", "db", "claim", "pv2"))
                .volume(volume("shop", "db", "claim", "pv").of("gp2", "vol-1"))
                .volume(volume("shop", "db", "claim", "pv").of("gp3", "vol-2"))
                .volume(volume("shop", "db", "claim", "pv").of(null, null))
                .volume(volume("shop", "db", "claim", "pv").of("", ""))
                .volume(volume("shop", "db", "claim", "pv").labels("{\"app\": \"x\"}", "{}"));
        assertThat(day.storageRows()).hasSize(9);
    }

    @Test
    void thePodIsNotAKeySoTwoPodsOnOneNodeDoubleTheSumsAndNotTheCapacity() {
        assertThat(cluster()
                        .pod(pod("shop", "db-1", "n1"))
                        .pod(pod("shop", "db-2", "n1"))
                        .volume(volume("shop", "db-1", "claim", "pv").amounts(31 * DAY_OF_ONE_GIB, 31 * DAY_OF_ONE_GIB, 31 * DAY_OF_ONE_GIB))
                        .volume(volume("shop", "db-2", "claim", "pv").amounts(31 * DAY_OF_ONE_GIB, 31 * DAY_OF_ONE_GIB, 31 * DAY_OF_ONE_GIB))
                        .storageRows())
                .singleElement()
                .satisfies(row -> assertThat(amounts(row)).isEqualTo(tuple(10.0, 2.0, 2.0, 2.0)));
    }

    @Test
    void nullAddsNothingAndNothingButNullIsNull() {
        assertThat(cluster()
                        .pod(pod("shop", "db", "n1"))
                        .volume(volume("shop", "db", "claim", "pv").capacityBytes(null).amounts(null, null, 31 * DAY_OF_ONE_GIB))
                        .volume(volume("shop", "db", "claim", "pv").capacityBytes(5 * GIB).amounts(null, null, null))
                        .storageRows())
                .singleElement()
                .satisfies(row -> assertThat(amounts(row)).isEqualTo(tuple(5.0, null, null, 1.0)));
    }

    @Test
    void labelsOfTheClaimOverrideTheVolumeOverrideTheNamespaceOverrideTheNode() {
        assertThat(labels(cluster()
                        .enabledKeys("a", "b", "c", "d")
                        .nodeLabels("n1", "{\"a\": \"node\", \"b\": \"node\", \"c\": \"node\", \"d\": \"node\"}")
                        .namespaceLabels("shop", "{\"b\": \"namespace\", \"c\": \"namespace\", \"d\": \"namespace\"}")
                        .pod(pod("shop", "db", "n1").labels("{\"a\": \"pod\"}"))
                        .volume(volume("shop", "db", "claim", "pv").labels("{\"c\": \"volume\", \"d\": \"volume\", \"e\": \"no\"}", "{\"d\": \"claim\"}"))))
                .containsExactly("{\"a\":\"node\",\"b\":\"namespace\",\"c\":\"volume\",\"d\":\"claim\"}");
    }

    @Test
    void aVolumeThatNoPodMountsHasNoLabelsOfANode() {
        assertThat(labels(cluster()
                        .nodeLabels("n1", "{\"tier\": \"gold\"}")
                        .namespaceLabels("shop", "{\"app\": \"shop\"}")
                        .volume(volume("shop", "db", "claim", "pv"))))
                .containsExactly("{\"app\":\"shop\"}");
    }

    @Test
    void aVolumeOrClaimWithoutLabelTextHasNoLabelsAtAll() {
        assertThat(labels(cluster()
                        .namespaceLabels("shop", "{\"app\": \"shop\"}")
                        .volume(volume("shop", "db", "claim-1", "pv").labels(null, "{}"))
                        .volume(volume("shop", "db", "claim-2", "pv").labels("{}", null))
                        .volume(volume("shop", "db", "claim-3", "pv"))))
                .containsExactlyInAnyOrder(null, null, "{\"app\":\"shop\"}");
    }

    @Test
    void severalMapsOfTheNodeShowAllAmountsInEachOfTheirGroups() {
        TestCluster day = cluster()
                .nodeLabels("n1", "{\"tier\": \"gold\"}")
                .nodeLabels("n1", "{\"tier\": \"silver\"}")
                .pod(pod("shop", "db", "n1"))
                .volume(volume("shop", "db", "claim", "pv").amounts(31 * DAY_OF_ONE_GIB, 31 * DAY_OF_ONE_GIB, null));

        assertThat(labels(day)).containsExactlyInAnyOrder("{\"tier\":\"gold\"}", "{\"tier\":\"silver\"}");
        assertThat(day.storageRows()).extracting(StorageRowsTest::amounts).containsOnly(tuple(10.0, 1.0, 1.0, null));
    }

    @Test
    void storageTakesNothingFromUnallocatedCapacity() {
        assertThat(cluster()
                        .hour(0, "n1", 4 * HOUR, 4 * HOUR * GIB)
                        .pod(pod("shop", "db", "n1"))
                        .volume(volume("shop", "db", "claim", "pv").amounts(31 * DAY_OF_ONE_GIB, 31 * DAY_OF_ONE_GIB, 31 * DAY_OF_ONE_GIB))
                        .unallocatedRows())
                .extracting(row -> row.memory().usage())
                .containsExactly(3.0);
    }

    static Tuple amounts(UsageRow row) {
        UsageRow.Volume volume = row.volume();
        return tuple(volume.capacityGigabytes(), volume.capacityGigabyteMonths(), volume.requestGigabyteMonths(), volume.usageGigabyteMonths());
    }

    private static List<String> labels(TestCluster day) {
        return day.storageRows().stream().map(row -> row.volume().labels() == null ? null : row.volume().labels().json()).toList();
    }
}
