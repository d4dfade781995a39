package io.costflow.provider.aws;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.CompactReader;
import io.costflow.provider.CompactWriter;
import io.costflow.provider.aws.AwsLineItems.Daily.Amount;
import io.costflow.provider.aws.AwsLineItems.Daily.Dimension;
import io.costflow.provider.cloud.Numbers;

/** The sums and largest values that AWS's own summaries have of line items. A value that no line item has is {@link Numbers#NULL}. */
final class AwsTotals {

    private double usage = Numbers.NULL;
    private double normalizationFactor = Numbers.NULL;
    private double normalizedUsage = Numbers.NULL;
    private double unblendedRate = Numbers.NULL;
    private double blendedRate = Numbers.NULL;
    private double onDemandRate = Numbers.NULL;
    private double unblended = Numbers.NULL;
    private double blended = Numbers.NULL;
    private double savingsPlan = Numbers.NULL;
    private double amortized = Numbers.NULL;
    private double onDemand = Numbers.NULL;

    /**
     * Adds a group of line items. The amount that a savings plan negates was counted before.
     *
     * @param coveredCosts whether what a savings plan covers costs something unblended and blended
     */
    void add(GroupTable table, int group, boolean coveredCosts) {
        String type = Dimension.LINE_ITEM_TYPE.of(table, group);
        boolean costs = coveredCosts || !SavingsPlans.COVERED.equals(type);
        double cost = Amount.UNBLENDED_COST.of(table, group);
        double effectiveCost = Amount.SAVINGS_PLAN_COST.of(table, group);
        usage = Numbers.sum(usage, SavingsPlans.NEGATION.equals(type) ? 0 : Amount.USAGE_AMOUNT.of(table, group));
        normalizationFactor = Numbers.larger(normalizationFactor, Amount.NORMALIZATION_FACTOR.of(table, group));
        normalizedUsage = Numbers.sum(normalizedUsage, Amount.NORMALIZED_USAGE.of(table, group));
        unblendedRate = Numbers.larger(unblendedRate, Amount.UNBLENDED_RATE.of(table, group));
        blendedRate = Numbers.larger(blendedRate, Amount.BLENDED_RATE.of(table, group));
        onDemandRate = Numbers.larger(onDemandRate, Amount.ON_DEMAND_RATE.of(table, group));
        unblended = Numbers.sum(unblended, costs ? cost : 0);
        blended = Numbers.sum(blended, costs ? Amount.BLENDED_COST.of(table, group) : 0);
        savingsPlan = Numbers.sum(savingsPlan, effectiveCost);
        amortized = Numbers.sum(amortized, SavingsPlans.amortized(type, cost, effectiveCost));
        onDemand = Numbers.sum(onDemand, Amount.ON_DEMAND_COST.of(table, group));
    }

    /** Adds totals of other line items. */
    void add(AwsTotals other) {
        usage = Numbers.sum(usage, other.usage);
        normalizationFactor = Numbers.larger(normalizationFactor, other.normalizationFactor);
        normalizedUsage = Numbers.sum(normalizedUsage, other.normalizedUsage);
        unblendedRate = Numbers.larger(unblendedRate, other.unblendedRate);
        blendedRate = Numbers.larger(blendedRate, other.blendedRate);
        onDemandRate = Numbers.larger(onDemandRate, other.onDemandRate);
        unblended = Numbers.sum(unblended, other.unblended);
        blended = Numbers.sum(blended, other.blended);
        savingsPlan = Numbers.sum(savingsPlan, other.savingsPlan);
        amortized = Numbers.sum(amortized, other.amortized);
        onDemand = Numbers.sum(onDemand, other.onDemand);
    }

    void write(CompactWriter writer) {
        writer.real(usage);
        writer.real(normalizationFactor);
        writer.real(normalizedUsage);
        writer.real(unblendedRate);
        writer.real(blendedRate);
        writer.real(onDemandRate);
        writer.real(unblended);
        writer.real(blended);
        writer.real(savingsPlan);
        writer.real(amortized);
        writer.real(onDemand);
    }

    static AwsTotals of(CompactReader reader) {
        AwsTotals totals = new AwsTotals();
        totals.usage = reader.real();
        totals.normalizationFactor = reader.real();
        totals.normalizedUsage = reader.real();
        totals.unblendedRate = reader.real();
        totals.blendedRate = reader.real();
        totals.onDemandRate = reader.real();
        totals.unblended = reader.real();
        totals.blended = reader.real();
        totals.savingsPlan = reader.real();
        totals.amortized = reader.real();
        totals.onDemand = reader.real();
        return totals;
    }

    /** The used amount. */
    double usage() {
        return usage;
    }

    /** The largest normalization factor. */
    double normalizationFactor() {
        return normalizationFactor;
    }

    /** The used amount in normalized units. */
    double normalizedUsage() {
        return normalizedUsage;
    }

    /** The largest unblended rate. */
    double unblendedRate() {
        return unblendedRate;
    }

    /** The largest blended rate. */
    double blendedRate() {
        return blendedRate;
    }

    /** The largest public rate on demand. */
    double onDemandRate() {
        return onDemandRate;
    }

    /** The unblended cost. */
    double unblended() {
        return unblended;
    }

    /** The blended cost. */
    double blended() {
        return blended;
    }

    /** The effective cost under savings plans. */
    double savingsPlan() {
        return savingsPlan;
    }

    /** The amortised cost. */
    double amortized() {
        return amortized;
    }

    /** The public cost on demand. */
    double onDemand() {
        return onDemand;
    }
}
