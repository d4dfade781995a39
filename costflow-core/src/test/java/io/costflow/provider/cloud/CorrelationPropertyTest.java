package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.aws.AwsRules;
import io.costflow.random.RandomCases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The correlation beside a plain transcription of the specification, and what may make no difference. */
class CorrelationPropertyTest {

    @Test
    void theSharesAreThoseOfAPlainTranscription() {
        RandomCases.check(3000, values -> {
            RandomAccount account = RandomAccount.of(values);
            List<String> plain = PlainAttribution.of(account.items(), account.capacities(), account.clusters(), account.enabled()::contains).stream()
                    .map(share -> text(
                            share.cluster(), share.dataSource(), share.namespace(), share.node(), share.claim(), share.volume(), share.storageClass(), share.direction(), share.tags(),
                            share.costCategory(), share.costCategoryId(), account.items().get(share.item()).resourceId(), account.items().get(share.item()).product(), share.usage(),
                            share.costs()))
                    .toList();

            assertThat(shares(account).stream().map(CorrelationPropertyTest::text).toList()).containsExactlyInAnyOrderElementsOf(plain);
        });
    }

    @Test
    void theOrderOfLineItemsAndClustersMakesNoDifference() {
        RandomCases.check(500, values -> {
            RandomAccount account = RandomAccount.of(values);
            List<CloudLineItem> items = new ArrayList<>(account.items());
            List<CloudCluster> clusters = new ArrayList<>(account.clusters());
            Collections.shuffle(items, values.random());
            Collections.shuffle(clusters, values.random());

            assertSums(sums(shares(new RandomAccount(items, account.capacities(), clusters, account.enabled()))), sums(shares(account)));
        });
    }

    @Test
    void lineItemsThatAreCutInTwoMakeNoDifference() {
        RandomCases.check(500, values -> {
            RandomAccount account = RandomAccount.of(values);
            List<CloudLineItem> parts = account.items().stream().flatMap(item -> List.of(part(item, 0.25), part(item, 0.75)).stream()).toList();

            assertSums(sums(shares(new RandomAccount(parts, account.capacities(), account.clusters(), account.enabled()))), sums(shares(account)));
        });
    }

    @Test
    void whatIsUnchargedBelongsToAClusterAndHasNoShareThatCostsAnything() {
        RandomCases.check(500, values -> {
            RandomAccount account = RandomAccount.of(values);
            List<CloudLineItem> one = account.items().subList(0, 1);
            RandomAccount alone = new RandomAccount(one, account.capacities(), account.clusters(), account.enabled());
            BillFindings findings = new Correlation(AwsRules.RULES, alone.bill(), alone.clusters(), alone.enabled()::contains).attribute(share -> {});

            boolean belongs = account.clusters().stream().anyMatch(cluster -> PlainAttribution.matchesByResource(cluster, one.get(0).resourceId()));
            boolean charged = PlainAttribution.of(one, account.capacities(), account.clusters(), account.enabled()::contains).stream()
                    .anyMatch(share -> !Double.isNaN(share.costs().get(0)));
            assertThat(findings.total().items()).isEqualTo(belongs && !charged && one.get(0).costs()[0] != 0 ? 1 : 0);
        });
    }

    private static CloudLineItem part(CloudLineItem item, double part) {
        return new CloudLineItem(
                item.resourceId(), item.product(), item.tags(), item.rawTags(), item.costCategory(), item.direction(), item.usage() * part, Numbers.scaled(item.costs(), part));
    }

    private static List<AttributedCost> shares(RandomAccount account) {
        List<AttributedCost> shares = new ArrayList<>();
        new Correlation(AwsRules.RULES, account.bill(), account.clusters(), account.enabled()::contains).attribute(shares::add);
        return shares;
    }

    /** Cost and usage by everything else. */
    private static Map<String, double[]> sums(Collection<AttributedCost> shares) {
        Map<String, double[]> sums = new TreeMap<>();
        for (AttributedCost share : shares) {
            double[] sum = sums.computeIfAbsent(dimensions(share), key -> new double[] {Double.NaN, Double.NaN});
            sum[0] = Numbers.sum(sum[0], share.costs()[0]);
            sum[1] = Numbers.sum(sum[1], share.usage());
        }
        return sums;
    }

    private static void assertSums(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((key, sums) -> {
            for (int sum = 0; sum < sums.length; sum++) {
                assertThat(rounded(sums[sum])).as(key).isEqualTo(rounded(expected.get(key)[sum]));
            }
        });
    }

    private static String text(AttributedCost share) {
        return text(
                share.cluster().alias(), share.dataSource(), share.namespace(), share.node(), share.claim(), share.volume(), share.storageClass(), share.direction(),
                share.tags() == null ? null : share.tags().json(), share.costCategory(), share.costCategoryId(), share.resourceId(), share.product(), share.usage(),
                Arrays.stream(share.costs()).boxed().toList());
    }

    private static String dimensions(AttributedCost share) {
        String text = text(share);
        return text.substring(0, text.indexOf(" ["));
    }

    private static String text(
            String cluster, String dataSource, String namespace, String node, String claim, String volume, String storageClass, Direction direction, String tags, String costCategory,
            Integer costCategoryId, String resourceId, CloudLineItem.Product product, double usage, List<Double> costs) {
        return Arrays.asList(cluster, dataSource, namespace, node, claim, volume, storageClass, direction, tags, costCategory, costCategoryId, resourceId, product).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("|"))
                + " [" + rounded(usage) + " " + costs.stream().map(CorrelationPropertyTest::rounded).toList();
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.8f", number + 0.0).replaceFirst("^-(0\\.0+)$", "$1");
    }
}
