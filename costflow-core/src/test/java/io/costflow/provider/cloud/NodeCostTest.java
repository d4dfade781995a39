package io.costflow.provider.cloud;

import static io.costflow.provider.cloud.TestBill.bill;
import static io.costflow.provider.cloud.CloudClusters.byMemory;
import static io.costflow.provider.cloud.CloudClusters.cluster;
import static io.costflow.provider.cloud.TestItem.item;
import static io.costflow.provider.cloud.TestRow.pod;
import static io.costflow.provider.cloud.TestRow.unallocated;
import static io.costflow.provider.cloud.TestRow.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.provider.cloud.BillFindings.Uncharged;
import io.costflow.provider.cloud.TestBill.Attribution;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Machines by effective usage over capacity, and what went over their network (E.5 iii, E.6, E.7). */
class NodeCostTest {

    @Test
    void aMachineIsSplitByEffectiveUsageIncludingItsUnusedPart() {
        Attribution attribution = bill(item("i-1").cost(8)).over(cluster("alpha",
                pod("web").node("node-1", "i-1").cpu(6, 24),
                pod("db").node("node-1", "i-1").cpu(3, 24),
                unallocated("Worker unallocated").node("node-1", "i-1").cpu(15, 24)));

        assertThat(attribution.shares())
                .extracting(AttributedCost::namespace, AttributedCost::dataSource, share -> share.costs()[0], AttributedCost::usage)
                .containsExactly(tuple("web", "Pod", 2.0, 8.0), tuple("db", "Pod", 1.0, 8.0), tuple("Worker unallocated", "Pod", 5.0, 8.0));
        assertThat(attribution.shares().get(0).costs()).containsExactly(2, 4, 6, 8);
        assertThat(attribution.findings().uncharged()).isEmpty();
    }

    @Test
    void aSourceOfMemoryDistributionIsSplitByMemory() {
        assertThat(bill(item("i-1").cost(8)).over(byMemory("alpha", pod("web").node("n", "i-1").cpu(6, 24).memory(32, 64))).only().costs()[0]).isEqualTo(4);
    }

    @Test
    void rowsOfANamespaceAndItsLabelsAddUpAndOthersStayApart() {
        Attribution attribution = bill(item("i-1").cost(24)).over(cluster("alpha",
                pod("web").node("node-1", "i-1").cpu(1, 24).category(1),
                pod("web").node("node-2", "i-1").cpu(2, 24).category(2),
                pod("web").labels("{\"app\":\"x\"}").node("node-1", "i-1").cpu(4, 24)));

        assertThat(attribution.shares())
                .extracting(AttributedCost::node, AttributedCost::costCategoryId, share -> share.costs()[0], AttributedCost::usage)
                .containsExactly(tuple("node-2", 2, 3.0, 12.0), tuple("node-1", null, 4.0, 12.0));
    }

    @Test
    void aMachineWithoutCapacityIsChargedToNobodyAndNamed() {
        Attribution attribution = bill(item("i-1").cost(5), item("i-2").cost(7)).over(cluster("alpha",
                pod("web").node("n1", "i-1").cpu(1, 0),
                pod("web").node("n2", "i-2").cpu(1, null)));

        assertThat(attribution.shares()).hasSize(2).allSatisfy(share -> assertThat(share.costs()).containsOnly(Double.NaN));
        assertThat(attribution.findings().uncharged()).isEqualTo(Map.of(UnchargedReason.NODE_CAPACITY, new Uncharged(2, 12)));
    }

    @Test
    void volumesOfAMachinesPodsCostNothingButCountForTheUsedAmount() {
        Attribution attribution = bill(item("i-1").cost(8)).over(cluster("alpha",
                pod("web").node("n", "i-1").cpu(12, 24),
                volume("web", "data", "pv-1").node("n", "i-1").gib(10)));

        assertThat(attribution.shares()).extracting(AttributedCost::dataSource, share -> share.costs()[0], AttributedCost::usage, AttributedCost::claim, AttributedCost::tags)
                .containsExactly(tuple("Pod", 4.0, 12.0, null, attribution.shares().get(0).tags()), tuple("Pod", Double.NaN, 12.0, null, null));
    }

    @Test
    void theFirstStepMatchesTheEndAndTheSecondAnyPart() {
        var alpha = cluster("alpha", pod("web").node("n1", "i-1").cpu(24, 24), pod("db").node("n2", "i-12").cpu(24, 24));

        assertThat(bill(item("arn/i-12").cost(1)).over(alpha).shares()).as("i-1 is part of i-12").extracting(AttributedCost::namespace).containsExactlyInAnyOrder("web", "db");
        assertThat(bill(item("i-1/arn").cost(1)).over(alpha).shares()).as("ends with no machine").isEmpty();
        assertThat(bill(item("I-1").cost(1)).over(alpha).shares()).as("case matters").isEmpty();
    }

    @Test
    void negativeCostsAndCreditsAreSplitLikeOthers() {
        assertThat(bill(item("i-1").cost(-8)).over(cluster("alpha", pod("web").node("n", "i-1").cpu(6, 24))).only().costs()).containsExactly(-2, -4, -6, -8);
    }

    @Test
    void tagsAreThePodLabelsWithTheLineItemsTagsWhichWin() {
        var alpha = cluster("alpha", pod("web").labels("{\"app\":\"pod\",\"tier\":\"1\"}").node("n", "i-1").cpu(24, 24), unallocated("Worker unallocated").node("n", "i-1").cpu(0, 24));

        assertThat(bill(item("i-1").tags("{\"app\": \"aws\", \"env\": \"é\"}").costCategory("{\"a\": \"b\"}").cost(1)).over(alpha).shares())
                .extracting(share -> String.valueOf(share.tags()), AttributedCost::costCategory)
                .containsExactly(tuple("{\"app\":\"aws\",\"env\":\"é\",\"tier\":\"1\"}", "{\"a\": \"b\"}"), tuple("null", "{\"a\": \"b\"}"));
    }

    @Test
    void networkCostGoesInFullToEveryNodeOfTheMachineAndOnlyForPods() {
        Attribution attribution = bill(item("i-1").direction(Direction.OUT).usage(3).tags("{\"a\": \"b\"}").costCategory("{}").cost(5)).over(cluster("alpha",
                pod("web").node("n1", "i-1").cpu(6, 24).category(4),
                pod("db").node("n1", "i-1").cpu(6, 24),
                unallocated("Worker unallocated").node("n2", "i-1").cpu(12, 24),
                volume("web", "data", "pv-1").node("n3", "i-1").gib(10)));

        assertThat(attribution.shares())
                .extracting(AttributedCost::namespace, AttributedCost::node, AttributedCost::direction, AttributedCost::usage, share -> share.costs()[3], AttributedCost::costCategoryId,
                        AttributedCost::costCategory, share -> share.tags().json())
                .containsExactly(
                        tuple("Network unattributed", "n1", Direction.OUT, 3.0, 20.0, null, null, "{\"a\":\"b\"}"),
                        tuple("Network unattributed", "n2", Direction.OUT, 3.0, 20.0, null, null, "{\"a\":\"b\"}"));
    }

    @Test
    void networkCostOfAMachineWithoutPodsIsChargedToNobodyAndNamed() {
        Attribution attribution = bill(item("pv-1").direction(Direction.IN).cost(5)).over(cluster("alpha", volume("web", "data", "pv-1").node("n", "i-1").gib(1)));

        assertThat(attribution.shares()).isEmpty();
        assertThat(attribution.findings().uncharged()).isEqualTo(Map.of(UnchargedReason.NOBODY_THERE, new Uncharged(1, 5)));
    }
}
