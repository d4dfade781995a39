package io.costflow.provider.aws;

import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.Measure;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is taken from AWS's files while they are read. Line items that are equal in every dimension that matters become one: the arithmetic is linear in usage
 * and cost. Disk capacities are not, and come from the largest values of the hourly bill. Columns that koku fills in when a report lacks them may be absent
 * (A.10): numbers are 0 then, texts NULL.
 */
final class AwsLineItems {

    /** Raised when the meaning of a grouping changes: contributions of another version are read again. */
    static final int VERSION = 1;

    static final String USAGE_START = "lineitem_usagestartdate";

    private AwsLineItems() {}

    /** The bill by the day (E.3, H.2, H.3). */
    static final class Daily {
        /** What tells groups apart, in the order of the grouping. */
        enum Dimension {
            RESOURCE_ID(text("lineitem_resourceid", false)),
            BILLING_ENTITY(text("bill_billingentity", false)),
            PRODUCT_CODE(text("lineitem_productcode", false)),
            PRODUCT_NAME(text("product_productname", false)),
            ACCOUNT(text("lineitem_usageaccountid", false)),
            AVAILABILITY_ZONE(text("lineitem_availabilityzone", false)),
            PRODUCT_FAMILY(text("product_productfamily", false)),
            INSTANCE_TYPE(text("product_instancetype", false)),
            REGION(text("product_region", false)),
            UNIT(text("pricing_unit", false)),
            CURRENCY(text("lineitem_currencycode", false)),
            LINE_ITEM_TYPE(text("lineitem_lineitemtype", false)),
            USAGE_TYPE(text("lineitem_usagetype", true)),
            OPERATION(text("lineitem_operation", true)),
            TAGS(new Key("resourcetags", Key.Kind.LABELS, false)),
            COST_CATEGORY(new Key("costcategory", Key.Kind.LABELS, false)),
            OPERATING_SYSTEM(text("product_operatingsystem", false)),
            VCPU(text("product_vcpu", false)),
            MEMORY(text("product_memory", false));

            /** What the summaries by the day need: the first ones, so that they find them in all groupings. */
            private static final Set<Dimension> OF_DAYS = EnumSet.range(RESOURCE_ID, COST_CATEGORY);

            private final Key key;

            Dimension(Key key) {
                this.key = key;
            }

            /** The group's text; null for NULL. */
            String of(GroupTable table, int group) {
                return table.text(ordinal(), group);
            }
        }

        /** What is kept of a group, in the order of the grouping. */
        enum Amount {
            USAGE_AMOUNT(sum("lineitem_usageamount")),
            UNBLENDED_COST(sum("lineitem_unblendedcost")),
            BLENDED_COST(sum("lineitem_blendedcost")),
            SAVINGS_PLAN_COST(sum("savingsplan_savingsplaneffectivecost")),
            NORMALIZED_USAGE(sum("lineitem_normalizedusageamount")),
            ON_DEMAND_COST(sum("pricing_publicondemandcost")),
            NORMALIZATION_FACTOR(max("lineitem_normalizationfactor")),
            UNBLENDED_RATE(max("lineitem_unblendedrate")),
            BLENDED_RATE(max("lineitem_blendedrate")),
            ON_DEMAND_RATE(max("pricing_publicondemandrate"));

            /** What attribution to clusters needs: the first ones, so that it finds them in both groupings. */
            private static final Set<Amount> OF_CLUSTERS = EnumSet.range(USAGE_AMOUNT, SAVINGS_PLAN_COST);

            private final Measure measure;

            Amount(Measure measure) {
                this.measure = measure;
            }

            /** The group's number; NaN for NULL. */
            double of(GroupTable table, int group) {
                return table.number(ordinal(), group);
            }
        }

        /** For AWS's own summary and attribution to clusters: every line item takes part. */
        static final Grouping GROUPING = grouping(Dimension.OF_DAYS, EnumSet.allOf(Amount.class), List.of());

        /** For all outputs: the summary of instances shows more of each. */
        static final Grouping GROUPING_OF_INSTANCES = grouping(EnumSet.allOf(Dimension.class), EnumSet.allOf(Amount.class), List.of());

        /** For attribution to clusters alone: with fewer columns, and without line items that have no resource id and no tags and so can never match. */
        static final Grouping GROUPING_OF_CLUSTERS =
                grouping(Dimension.OF_DAYS, Amount.OF_CLUSTERS, List.of(Dimension.RESOURCE_ID.key.column(), Dimension.TAGS.key.column()));

        private Daily() {}

        private static Grouping grouping(Collection<Dimension> dimensions, Collection<Amount> amounts, List<String> tellingKeys) {
            return new Grouping(
                    "line items",
                    dimensions.stream().map(dimension -> dimension.key).toList(),
                    amounts.stream().map(amount -> amount.measure).toList(),
                    tellingKeys);
        }
    }

    /** The bill by the hour: the largest cost and rate of each resource (E.4). */
    static final class Hourly {
        static final int RESOURCE_ID = 0;

        /** What is kept of a resource, in the order of the grouping. */
        enum Largest {
            UNBLENDED_COST(max("lineitem_unblendedcost")),
            UNBLENDED_RATE(max("lineitem_unblendedrate"));

            private final Measure measure;

            Largest(Measure measure) {
                this.measure = measure;
            }

            /** The resource's number; NaN for NULL. */
            double of(GroupTable table, int group) {
                return table.number(ordinal(), group);
            }
        }

        static final Grouping GROUPING = new Grouping(
                "resources",
                List.of(text("lineitem_resourceid", false)),
                Arrays.stream(Largest.values()).map(largest -> largest.measure).toList(),
                List.of("lineitem_resourceid"));

        private Hourly() {}
    }

    private static Key text(String column, boolean required) {
        return new Key(column, Key.Kind.TEXT, required);
    }

    private static Measure sum(String column) {
        return new Measure.Sum(column, Measure.Absence.ZERO);
    }

    private static Measure max(String column) {
        return new Measure.Max(column, Measure.Absence.ZERO);
    }
}
