package io.costflow.provider.cloud;

import static io.costflow.provider.cloud.TestBill.bill;
import static io.costflow.provider.cloud.CloudClusters.cluster;
import static io.costflow.provider.cloud.TestItem.item;
import static io.costflow.provider.cloud.TestRow.pod;
import static io.costflow.provider.cloud.TestRow.unallocated;
import static io.costflow.provider.cloud.TestRow.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.provider.cloud.TestBill.Attribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only tags point to (E.2, E.5 iv, E.6). */
class TagCostTest {

    private static final CloudCluster ALPHA = cluster("alpha",
            pod("web").node("node-1", "i-1").labels("{\"app\":\"shop\"}").cpu(6, 24).category(1),
            pod("db").node("node-2", "i-2").cpu(6, 24).category(2),
            unallocated("Worker unallocated").node("node-1", "i-1").cpu(12, 24),
            volume("web", "data", "pv-1").node("node-1", "i-1").labels("{\"app\":\"disk\"}").gib(1));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"openshift_project\": \"db\"} | [db]",
        "{\"openshift_node\": \"node-1\"} | [web, web]",
        "{\"openshift_cluster\": \"alpha\"} | [db, web, web]",
        "{\"openshift_cluster\": \"alpha-id\"} | [db, web, web]",
        "{\"openshift_cluster\": \"bravo\"} | []",
        "{\"openshift_project\": \"DB\"} | []",
        "{\"OpenShift_Project\": \"db\"} | []",
        "{\"openshift_project\": \"Worker unallocated\"} | []",
        "{\"openshift_project\": \"db\", \"openshift_node\": \"node-1\"} | [db, web, web]",
        "{\"app\": \"shop\"} | [web]",
        "{\"app\": \"disk\"} | [web]",
        "{\"app\": \"SHOP\"} | []",
        "{\"APP\": \"shop\"} | []",
        "{} | []",
    })
    void aTagPointsToRowsByExactNamesAndLabels(String tags, String namespaces) {
        assertThat(bill(item("db-1").tags(tags).cost(6)).enabled("app", "APP").over(ALPHA).shares().stream().map(AttributedCost::namespace).sorted().toList())
                .hasToString(namespaces);
    }

    @Test
    void costAndUsageAreSplitEquallyOverNamespacesAndDataSources() {
        Attribution attribution = bill(item("db-1").usage(9).tags("{\"openshift_cluster\": \"alpha\"}").costCategory("{\"k\": \"v\"}").cost(6)).over(ALPHA);

        assertThat(attribution.shares())
                .extracting(AttributedCost::namespace, AttributedCost::dataSource, AttributedCost::node, AttributedCost::claim, AttributedCost::volume, AttributedCost::storageClass,
                        share -> share.costs()[3], AttributedCost::usage, share -> String.valueOf(share.tags()), AttributedCost::costCategoryId, AttributedCost::costCategory)
                .containsExactly(
                        tuple("web", "Pod", "node-1", null, null, null, 8.0, 3.0, "{\"app\":\"shop\",\"openshift_cluster\":\"alpha\"}", 1, "{\"k\": \"v\"}"),
                        tuple("db", "Pod", "node-2", null, null, null, 8.0, 3.0, "{\"openshift_cluster\":\"alpha\"}", 2, "{\"k\": \"v\"}"),
                        tuple("web", "Storage", "node-1", "data", "pv-1", "gp3", 8.0, 3.0, "{\"app\":\"disk\",\"openshift_cluster\":\"alpha\"}", null, "{\"k\": \"v\"}"));
    }

    @Test
    void aPairCountsOnlyWhenItsKeyIsEnabledOnBothSides() {
        assertThat(bill(item("x").tags("{\"app\": \"shop\"}").cost(1)).over(ALPHA).shares()).isEmpty();
    }

    @Test
    void aPairThatDiffersInCaseOpensTheWayForSpecialTagsOfOtherRows() {
        CloudCluster storageOnly = cluster("alpha", pod("web").labels("{\"app\":\"shop\"}").node("n", "i-1").cpu(1, 24), volume("files", "c", "pv-1").gib(1));

        assertThat(bill(item("x").tags("{\"openshift_project\": \"files\"}").cost(1)).enabled("app").over(storageOnly).shares()).as("no pod of that namespace").isEmpty();
        assertThat(bill(item("x").tags("{\"openshift_project\": \"files\", \"app\": \"SHOP\"}").cost(1)).enabled("app").over(storageOnly).only().namespace()).isEqualTo("files");
    }

    @Test
    void aValueWithASpaceNeverMatches() {
        CloudCluster alpha = cluster("alpha", pod("web").labels("{\"app\":\"my shop\"}").node("n", "i-1").cpu(1, 24));

        assertThat(bill(item("x").tags("{\"app\": \"my shop\"}").cost(1)).enabled("app").over(alpha).shares()).isEmpty();
    }

    @Test
    void aValueWithACommaMatchesByItsFragments() {
        CloudCluster alpha = cluster("alpha",
                pod("both").labels("{\"app\":\"api,v2\"}").node("n", "i-1").cpu(1, 24),
                pod("begin").labels("{\"app\":\"api-gateway\"}").node("n", "i-1").cpu(1, 24),
                pod("end").labels("{\"other\":\"xv2\"}").node("n", "i-1").cpu(1, 24),
                pod("none").labels("{\"app\":\"v1\"}").node("n", "i-1").cpu(1, 24));

        assertThat(bill(item("x").tags("{\"app\": \"api,v2\"}").cost(3)).enabled("app").over(alpha).shares())
                .extracting(AttributedCost::namespace).containsExactlyInAnyOrder("both", "begin", "end");
    }

    @Test
    void aValueWithTwoCommasOrASpaceBetweenThemMatchesEveryRowThatHasLabels() {
        CloudCluster alpha = cluster("alpha",
                pod("web").labels("{\"app\":\"a,,b\"}").node("n", "i-1").cpu(1, 24), pod("db").node("n", "i-1").cpu(1, 24), unallocated("x").node("n", "i-1").cpu(1, 24));

        assertThat(bill(item("x").tags("{\"app\": \"a,,b\"}").cost(3)).enabled("app").over(alpha).shares()).extracting(AttributedCost::namespace)
                .as("x has NULL labels").containsExactlyInAnyOrder("web", "db");
    }

    @Test
    void whatIsNotAsciiNeverMatchesALabelButASpecialTagDoesWhenItIsWrittenPlain() {
        CloudCluster alpha = cluster("alpha", pod("café").labels("{\"app\":\"café\"}").node("n", "i-1").cpu(1, 24));

        assertThat(bill(item("x").tags("{\"app\": \"caf\\u00e9\"}").cost(1)).enabled("app").over(alpha).shares()).isEmpty();
        assertThat(bill(item("x").tags("{\"openshift_project\": \"caf\\u00e9\"}").cost(1)).over(alpha).shares()).as("koku's way of writing").isEmpty();
        assertThat(bill(item("x").tags("{\"openshift_project\": \"café\"}").cost(1)).over(alpha).shares()).hasSize(1);
    }

    @Test
    void aLineItemWithADirectionIsAnOrdinaryOneWhenOnlyTagsPointToIt() {
        AttributedCost share = bill(item("x").direction(Direction.IN).tags("{\"openshift_project\": \"db\"}").cost(1)).over(ALPHA).only();

        assertThat(share.namespace()).isEqualTo("db");
        assertThat(share.direction()).isNull();
    }

    @Test
    void clustersShareWhatPointsToSeveralOfThem() {
        CloudCluster bravo = cluster("bravo", pod("web").node("b", "i-9").cpu(1, 24), pod("web").labels("{\"app\":\"shop\"}").node("b", "i-9").cpu(1, 24));

        assertThat(bill(item("x").tags("{\"app\": \"shop\"}").usage(4).cost(6)).enabled("app").over(ALPHA, bravo).shares())
                .extracting(share -> share.cluster().alias(), AttributedCost::namespace, share -> share.costs()[0], AttributedCost::usage)
                .containsExactly(tuple("alpha", "web", 3.0, 2.0), tuple("bravo", "web", 3.0, 2.0));
    }

    @Test
    void aClusterThatMatchedByResourceIsChargedInFullAndCountsForTheOthersToo() {
        CloudCluster owner = cluster("owner", pod("web").labels("{\"app\":\"shop\"}").node("n", "i-7").cpu(24, 24));

        Attribution attribution = bill(item("i-7").tags("{\"app\": \"shop\"}").cost(6)).enabled("app").over(ALPHA, owner);

        assertThat(attribution.shares()).as("6 in full to the owner and half of 6 to the other: 9 of 6")
                .extracting(share -> share.cluster().alias(), share -> share.costs()[0])
                .containsExactly(tuple("alpha", 3.0), tuple("owner", 6.0));
    }

    @Test
    void aClusterWhoseNamespaceHasNoPodsCountsButTakesNothing() {
        CloudCluster storageOnly = cluster("bravo", pod("else").node("b", "i-9").cpu(1, 24), volume("db", "c", "pv-9").gib(1));

        assertThat(bill(item("x").tags("{\"openshift_project\": \"db\"}").cost(6)).over(ALPHA, storageOnly).only().costs()[0]).as("half of it is lost").isEqualTo(3);
    }

    @Test
    void severalCurrenciesAreNamed() {
        BillFindings findings = bill(item("i-1").cost(1), item("i-2").currency("EUR").cost(1), item("i-1").currency(null).cost(1)).over(ALPHA).findings();

        assertThat(findings.currencySentence("2025-10-01").orElseThrow()).contains("2025-10-01").contains("EUR, USD");
        assertThat(bill(item("i-1").cost(1)).over(ALPHA).findings().currencySentence("d")).isEmpty();
    }
}
