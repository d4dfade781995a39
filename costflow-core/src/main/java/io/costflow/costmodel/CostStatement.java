package io.costflow.costmodel;

import java.math.BigDecimal;
import java.util.Map;

/** A statement of a cost model, with the parameters that are its own. */
public sealed interface CostStatement {

    /** What a virtual machine is charged for. */
    enum MachineBasis {
        /** The hours that it was up. */
        HOURS,
        /** The hours that it was up, times the cores that it requested. */
        CORE_HOURS,
        /** The cores that it requested, each day a part of the month. */
        CORE_MONTH
    }

    /**
     * Charges virtual machines.
     *
     * @param rate a flat rate, which for months is that of a day, or rates by tag
     * @param fractionalHours whether hours are those of the report of virtual machines; else hourly line items of their pods are counted
     * @param days the days of the month, which rates by tag for months are divided by
     * @param costType what a flat rate for months is shown as, such as {@code OCP_VM_CORE}
     */
    record Machines(MachineBasis basis, Rate rate, boolean fractionalHours, int days, String costType) implements CostStatement {}

    /**
     * Charges namespaces by their labels, each day a part of the month.
     *
     * @param days the days of the month
     */
    record Projects(Rate.ByTag rate, int days, String clusterId, String clusterAlias) implements CostStatement {}

    /**
     * Charges GPUs that were used, and capacity of GPUs that was not.
     *
     * @param vendor what the vendor's name begins with
     * @param rate a flat rate, or rates by model, of a GPU and month
     * @param days the days of the month
     */
    record Gpus(String vendor, Rate rate, int days, String clusterId, String clusterAlias) implements CostStatement {}

    /**
     * Distributes the cost of unused GPUs to the namespaces that used others of the node and model.
     *
     * @param rateType what the distributed rows are shown as: {@code gpu_distributed}
     */
    record GpuDistribution(String rateType) implements CostStatement {}

    /**
     * Takes what was distributed off the unused GPUs, in the form by rates alone: there it is a separate statement, after the distribution.
     *
     * @param rateType what the distributed rows are shown as
     */
    record GpuDistributionTakenOff(String rateType) implements CostStatement {}

    /** What a unit costs. */
    sealed interface Rate {

        /** The same for all. */
        record Flat(BigDecimal rate) implements Rate {}

        /**
         * By the value of a tag.
         *
         * @param key the tag's key; of GPUs, the model takes the place of a tag and this is null
         * @param values the rates of values
         * @param otherwise the rate of other values, or null
         */
        record ByTag(String key, Map<String, BigDecimal> values, BigDecimal otherwise) implements Rate {

            /** The rate of a value; null if it has none. */
            BigDecimal of(String value) {
                BigDecimal rate = value == null ? null : values.get(value);
                return rate == null ? otherwise : rate;
            }
        }
    }
}
