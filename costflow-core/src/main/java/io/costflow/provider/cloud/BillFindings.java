package io.costflow.provider.cloud;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What is worth telling of a cloud's day although it was attributed as specified.
 *
 * @param uncharged what belongs to clusters by its resource and is charged to none
 * @param currencies those of the bill
 * @param costOfClusters what all line items cost that a cluster is charged for, or that belong to one by their resource: the sum of the provider's first cost
 *     measure
 */
public record BillFindings(Map<UnchargedReason, Uncharged> uncharged, Currencies currencies, double costOfClusters) {

    /**
     * Line items that no cluster is charged for.
     *
     * @param items how many, where equal ones count as one
     * @param cost the sum of the provider's first cost measure
     */
    public record Uncharged(long items, double cost) {
        Uncharged and(Uncharged other) {
            return new Uncharged(items + other.items, cost + other.cost);
        }
    }

    /** Everything that no cluster is charged for. */
    public Uncharged total() {
        return uncharged.values().stream().reduce(new Uncharged(0, 0), Uncharged::and);
    }

    /** Whether amounts of several currencies are added up, as the incumbent does. */
    public boolean mixesCurrencies() {
        return currencies.areSeveral();
    }

    /** A sentence about a day that says what no cluster is charged for, if there is anything. */
    public Optional<String> unchargedSentence(String day) {
        if (uncharged.isEmpty()) {
            return Optional.empty();
        }
        StringJoiner parts = new StringJoiner("; ");
        uncharged.forEach((reason, part) -> parts.add(part.items() + " (" + part.cost() + ") " + reason.sentence()));
        return Optional.of("On the day " + day + ", line items belong to clusters by their resource, but none is charged for them, as specified: "
                + total().items()
                + " with a cost of " + total().cost() + ". Of these " + parts + ".");
    }

    /** A sentence about a day that names its currencies, if there are several. */
    public Optional<String> currencySentence(String day) {
        return currencies.sentence(day);
    }
}
