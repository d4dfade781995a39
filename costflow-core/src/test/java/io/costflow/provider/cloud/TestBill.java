package io.costflow.provider.cloud;

import io.costflow.provider.aws.AwsRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bill in few words, and what comes of it. */
final class TestBill {

    private final List<CloudLineItem> items;
    private final Map<String, Double> disks = new HashMap<>();
    private Set<String> enabledKeys = Set.of();

    /** What is attributed, and what is found besides. */
    record Attribution(List<AttributedCost> shares, BillFindings findings) {

        AttributedCost only() {
            if (shares.size() != 1) {
                throw new AssertionError("There is not one share, but " + shares);
            }
            return shares.get(0);
        }

        List<AttributedCost> of(String cluster) {
            return shares.stream().filter(share -> share.cluster().alias().equals(cluster)).toList();
        }
    }

    private TestBill(List<CloudLineItem> items) {
        this.items = items;
    }

    static TestBill bill(TestItem... items) {
        return new TestBill(Arrays.stream(items).map(TestItem::item).toList());
    }

    TestBill disk(String resourceId, double gib) {
        disks.put(resourceId, gib);
        return this;
    }

    /** Keys that are enabled for the cloud and for OpenShift. */
    TestBill enabled(String... keys) {
        enabledKeys = Set.of(keys);
        return this;
    }

    Attribution over(CloudCluster... clusters) {
        List<AttributedCost> shares = new ArrayList<>();
        CloudDayBill bill = new CloudDayBill(items, disk -> disks.getOrDefault(disk.name(), Double.NaN));
        BillFindings findings = new Correlation(AwsRules.RULES, bill, List.of(clusters), enabledKeys::contains).attribute(shares::add);
        return new Attribution(shares, findings);
    }
}
