package io.costflow.provider.cloud;

import static io.costflow.provider.cloud.TestBill.bill;
import static io.costflow.provider.cloud.CloudClusters.cluster;
import static io.costflow.provider.cloud.TestItem.item;
import static io.costflow.provider.cloud.TestRow.pod;
import static io.costflow.provider.cloud.TestRow.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.provider.cloud.BillFindings.Uncharged;
import io.costflow.provider.cloud.TestBill.Attribution;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Volumes on disks, and what is left of them (E.5 i and ii). */
class DiskCostTest {

    @Test
    void volumesTakeTheirPartOfADiskAndTheRestIsUnattributed() {
        Attribution attribution = bill(item("vol-1").usage(50).tags("{\"a\": \"b\"}").costCategory("{\"c\": \"d\"}").cost(10)).disk("vol-1", 50).over(cluster("alpha",
                volume("web", "data", "pv-1").disk("vol-1").gib(20).labels("{\"app\":\"x\"}").node("n1", null).category(3),
                volume("db", "logs", "pv-2").disk("vol-1").gib(5).labels("{\"app\":\"y\"}")));

        assertThat(attribution.shares())
                .extracting(AttributedCost::namespace, AttributedCost::claim, AttributedCost::volume, AttributedCost::node, share -> share.costs()[0], AttributedCost::usage,
                        share -> String.valueOf(share.tags()), AttributedCost::costCategory, AttributedCost::costCategoryId)
                .containsExactly(
                        tuple("web", "data", "pv-1", "n1", 4.0, 50.0, "{\"a\":\"b\",\"app\":\"x\"}", "{\"c\": \"d\"}", 3),
                        tuple("db", "logs", "pv-2", null, 1.0, 50.0, "{\"a\":\"b\",\"app\":\"y\"}", "{\"c\": \"d\"}", null),
                        tuple("Storage unattributed", "logs", "pv-2", null, 5.0, Double.NaN, "null", null, null));
        assertThat(attribution.shares()).extracting(AttributedCost::dataSource).containsOnly("Storage");
        assertThat(attribution.shares().get(2).costs()).containsExactly(5, 10, 15, 20);
    }

    @Test
    void twoVolumesOfEqualLabelsInANamespaceBecomeTheLargerOneAndMoneyIsLost() {
        Attribution attribution = bill(item("vol-1").cost(10)).disk("vol-1", 50).over(cluster("alpha",
                volume("web", "data", "pv-1").disk("vol-1").gib(20),
                volume("web", "logs", "pv-2").disk("vol-1").gib(10)));

        assertThat(attribution.shares()).as("20 of 50; the rest is 50 less both; 10 of 50 are charged to nobody")
                .extracting(AttributedCost::namespace, AttributedCost::claim, share -> share.costs()[0])
                .containsExactly(tuple("web", "logs", 4.0), tuple("Storage unattributed", "logs", 4.0));
    }

    @Test
    void aVolumeWithoutANameIsNotFoundByItsHandleOnAws() {
        assertThat(bill(item("vol-1").cost(10)).disk("vol-1", 20).over(cluster("alpha", volume("web", "data", "").disk("vol-1").gib(5))).shares()).isEmpty();
    }

    @Test
    void aVolumeWithoutAClaimIsUnattributed() {
        Attribution attribution = bill(item("vol-1").costCategory("{}").cost(10)).disk("vol-1", 20).over(cluster("alpha",
                volume("web", "", "pv-1").disk("vol-1").gib(5).category(1)));

        assertThat(attribution.shares())
                .extracting(AttributedCost::namespace, AttributedCost::claim, share -> share.costs()[0], AttributedCost::usage, AttributedCost::tags, AttributedCost::costCategory,
                        AttributedCost::costCategoryId)
                .containsExactly(
                        tuple("Storage unattributed", "", 2.5, Double.NaN, null, null, null),
                        tuple("Storage unattributed", "", 7.5, Double.NaN, null, null, null));
    }

    @Test
    void aDiskThatIsFullHasNoRestAndAnOverfullOneANegativeRest() {
        CloudCluster alpha = cluster("alpha", volume("web", "data", "pv-1").disk("vol-1").gib(20));

        assertThat(bill(item("vol-1").cost(10)).disk("vol-1", 20).over(alpha).only().costs()[0]).isEqualTo(10);
        assertThat(bill(item("vol-1").cost(10)).disk("vol-1", 10).over(alpha).shares())
                .extracting(AttributedCost::namespace, share -> share.costs()[0])
                .containsExactly(tuple("web", 20.0), tuple("Storage unattributed", -10.0));
    }

    @Test
    void theRestOfASharedDiskIsSplitEquallyOverTheClusters() {
        Attribution attribution = bill(item("vol-1").cost(12)).disk("vol-1", 60).over(
                cluster("alpha", volume("web", "a", "pv-1").disk("vol-1").gib(10)),
                cluster("bravo", volume("web", "b", "pv-1").disk("vol-1").gib(20)),
                cluster("charlie", pod("web").node("n", "i-1").cpu(1, 24)));

        assertThat(attribution.shares()).as("volumes of the same name in two clusters are two")
                .extracting(share -> share.cluster().alias(), AttributedCost::namespace, share -> share.costs()[0])
                .containsExactly(
                        tuple("alpha", "web", 2.0),
                        tuple("alpha", "Storage unattributed", 3.0),
                        tuple("bravo", "web", 4.0),
                        tuple("bravo", "Storage unattributed", 3.0));
    }

    @Test
    void aVolumeOfSeveralRowsCountsOnceInTheRest() {
        Attribution attribution = bill(item("vol-1").cost(10)).disk("vol-1", 40).over(cluster("alpha",
                volume("web", "data", "pv-1").disk("vol-1").gib(10).node("n1", null),
                volume("web", "data", "pv-1").disk("vol-1").gib(10).node("n2", null)));

        assertThat(attribution.shares()).extracting(AttributedCost::node, share -> share.costs()[0]).containsExactly(tuple("n2", 2.5), tuple(null, 7.5));
    }

    @Test
    void aDiskOfUnknownCapacityIsChargedToNobodyAndNamed() {
        Attribution attribution = bill(item("vol-1").cost(10)).over(cluster("alpha", volume("web", "data", "pv-1").disk("vol-1").gib(20)));

        assertThat(attribution.shares()).isEmpty();
        assertThat(attribution.findings().uncharged()).isEqualTo(Map.of(UnchargedReason.DISK_CAPACITY, new Uncharged(1, 10)));
    }

    @Test
    void whatMatchesOnlyAVolumesNameIsNotTriedByTagsAndChargedToNobody() {
        Attribution attribution = bill(item("arn/pv-1").tags("{\"openshift_project\": \"web\"}").cost(10)).disk("arn/pv-1", 20).over(cluster("alpha",
                pod("web").node("n", "i-1").cpu(1, 24), volume("web", "data", "pv-1").gib(20)));

        assertThat(attribution.shares()).isEmpty();
        assertThat(attribution.findings().uncharged()).isEqualTo(Map.of(UnchargedReason.NAME_ONLY, new Uncharged(1, 10)));
        assertThat(attribution.findings().unchargedSentence("d").orElseThrow())
                .isEqualTo("On the day d, line items belong to clusters by their resource, but none is charged for them, as specified: 1 with a cost of 10.0. Of these 1 (10.0) match"
                        + " nothing but a name, such as a volume's that has no CSI handle.");
    }

    @Test
    void aVolumeWithoutANamespaceTakesPartInTheTotalOnly() {
        Attribution attribution = bill(item("vol-1").cost(10)).disk("vol-1", 40).over(cluster("alpha",
                volume(null, "x", "pv-0").disk("vol-1").gib(8),
                volume("Storage unattributed", "x", "pv-3").disk("vol-1").gib(12),
                volume("web", "data", "pv-1").disk("vol-1").gib(10)));

        assertThat(attribution.shares()).extracting(AttributedCost::namespace, share -> share.costs()[0]).containsExactly(tuple("web", 2.5), tuple("Storage unattributed", 2.5));
    }

    @Test
    void aDiskWhoseHandleIsOnlyAPartOfTheIdIsNoneOfTheCluster() {
        assertThat(bill(item("vol-1/snapshot").cost(10)).disk("vol-1/snapshot", 40).over(cluster("alpha", volume("web", "data", "pv-1").disk("vol-1").gib(8))).shares()).isEmpty();
    }

    @Test
    void aMachineThatIsADiskTooIsSplitAsADisk() {
        Attribution attribution = bill(item("i-1").cost(10)).disk("i-1", 10).over(cluster("alpha",
                pod("web").node("n", "i-1").cpu(24, 24), volume("db", "data", "pv-1").disk("i-1").gib(10)));

        assertThat(attribution.only().namespace()).isEqualTo("db");
    }
}
