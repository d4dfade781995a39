package io.costflow.provider.aws;

import java.util.Set;

/** The types of line items by which AWS bills savings plans. */
final class SavingsPlans {

    static final String COVERED = "SavingsPlanCoveredUsage";
    static final String NEGATION = "SavingsPlanNegation";

    private static final Set<String> TYPES = Set.of(COVERED, NEGATION, "SavingsPlanUpfrontFee", "SavingsPlanRecurringFee");

    private SavingsPlans() {}

    /** What a line item of a type costs when it is amortized: the savings plan's effective cost, else its own. */
    static double amortized(String type, double cost, double effectiveCost) {
        return type != null && TYPES.contains(type) ? effectiveCost : cost;
    }
}
