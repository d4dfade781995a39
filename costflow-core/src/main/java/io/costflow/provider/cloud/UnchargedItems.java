package io.costflow.provider.cloud;

import io.costflow.provider.cloud.BillFindings.Uncharged;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Watches over the shares of line items, to find those that belong to a cluster by their resource and that no cluster is charged for. */
final class UnchargedItems {

    private final List<CloudLineItem> items;
    private final UnchargedReason[] reasons;
    private final BitSet charged = new BitSet();

    UnchargedItems(List<CloudLineItem> items) {
        this.items = items;
        this.reasons = new UnchargedReason[items.size()];
    }

    /** Passes the shares of a line item on, and takes note of what is charged. */
    Consumer<AttributedCost> watching(int item, Consumer<AttributedCost> shares) {
        return share -> {
            if (Numbers.isAnyKnown(share.costs())) {
                charged.set(item);
            }
            shares.accept(share);
        };
    }

    /** Takes note that a line item belongs to a cluster by its resource, and why nobody is charged for it, should it turn out so. */
    void belongs(int item, UnchargedReason reason) {
        reasons[item] = reason;
    }

    /** What all line items cost that a cluster is charged for, or that belong to one by their resource. */
    double costOfClusters() {
        double cost = 0;
        for (int item = 0; item < reasons.length; item++) {
            double first = items.get(item).costs()[0];
            cost += !charged.get(item) && reasons[item] == null || Double.isNaN(first) ? 0 : first;
        }
        return cost;
    }

    boolean isCharged(int item) {
        return charged.get(item);
    }

    /** Line items that cost something and that nobody is charged for, by the reason that the last cluster had. */
    Map<UnchargedReason, Uncharged> totals() {
        Map<UnchargedReason, Uncharged> totals = new EnumMap<>(UnchargedReason.class);
        for (int item = 0; item < reasons.length; item++) {
            double[] costs = items.get(item).costs();
            if (reasons[item] != null && !charged.get(item) && Arrays.stream(costs).anyMatch(cost -> !Double.isNaN(cost) && cost != 0)) {
                totals.merge(reasons[item], new Uncharged(1, Double.isNaN(costs[0]) ? 0 : costs[0]), Uncharged::and);
            }
        }
        return totals;
    }
}
