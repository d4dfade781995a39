package io.costflow.provider.gcp;

import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is taken from GCP's files while they are read. An export always has all of these columns (G.1): a file without one of them is unreadable. Credits are
 * rounded line item by line item, so they are added up as whole numbers of the last decimal.
 */
final class GcpLineItems {

    /** Raised when the meaning of a grouping changes: contributions of another version are read again. */
    static final int VERSION = 1;

    static final String USAGE_START = "usage_start_time";

    /** koku keeps credits as numeric(24,9). */
    static final int CREDIT_SCALE = 9;

    private GcpLineItems() {}

    /** The bill by the day (G.4). Costs and used amounts are rounded line item by line item, so line items are combined only where these are equal, and counted. */
    static final class Daily {
        /** The texts that tell groups apart, in the order of the grouping. */
        enum Dimension {
            INVOICE_MONTH("invoice_month", Key.Kind.TEXT),
            ACCOUNT("billing_account_id", Key.Kind.TEXT),
            PROJECT("project_id", Key.Kind.TEXT),
            PROJECT_NAME("project_name", Key.Kind.TEXT),
            SERVICE("service_id", Key.Kind.TEXT),
            SERVICE_NAME("service_description", Key.Kind.TEXT),
            SKU("sku_id", Key.Kind.TEXT),
            SKU_NAME("sku_description", Key.Kind.TEXT),
            REGION("location_region", Key.Kind.TEXT),
            UNIT("usage_pricing_unit", Key.Kind.TEXT),
            CURRENCY("currency", Key.Kind.TEXT),
            RESOURCE_NAME("resource_name", Key.Kind.TEXT),
            RESOURCE_GLOBAL_NAME("resource_global_name", Key.Kind.TEXT),
            SYSTEM_LABELS("system_labels", Key.Kind.LABELS),
            LABELS("labels", Key.Kind.LABELS);

            private final Key key;

            Dimension(String column, Key.Kind kind) {
                key = new Key(column, kind, true);
            }

            /** The group's text; null for NULL. */
            String of(GroupTable table, int group) {
                return table.text(ordinal(), group);
            }

            /** The group's text; null for NULL and for the empty one. */
            String nonEmpty(GroupTable table, int group) {
                String text = of(table, group);
                return text == null || text.isEmpty() ? null : text;
            }
        }

        /** The numbers that tell groups apart, after the texts. */
        enum Amount {
            COST("cost"),
            USAGE("usage_amount_in_pricing_units");

            private final Key key;

            Amount(String column) {
                key = new Key(column, Key.Kind.NUMBER, true);
            }

            /** The number of each line item of the group; NaN for NULL. */
            double of(GroupTable table, int group) {
                return table.numberKey(Dimension.values().length + ordinal(), group);
            }
        }

        /** Line items that have no resource and no labels can never match. */
        static final Grouping GROUPING = new Grouping(
                "line items",
                Stream.concat(Arrays.stream(Dimension.values()).map(dimension -> dimension.key), Arrays.stream(Amount.values()).map(amount -> amount.key)).toList(),
                List.of(new Measure.Count(), new Measure.Sum("daily_credits", true)),
                List.of(Dimension.RESOURCE_NAME.key.column(), Dimension.RESOURCE_GLOBAL_NAME.key.column(), Dimension.LABELS.key.column()));

        private Daily() {}

        /** How many line items a group has. */
        static long count(GroupTable table, int group) {
            return (long) table.number(0, group);
        }

        /** The credits of all line items of a group; NaN for NULL. */
        static double credits(GroupTable table, int group) {
            return table.number(1, group);
        }
    }

    /** The largest amount that an hour used of a resource, which tells how large a disk is (G.5). */
    static final class Disks {
        /** Exports without names of resources have no such column. */
        private static final Key RESOURCE_GLOBAL_NAME = new Key("resource_global_name", Key.Kind.TEXT, false);

        static final Grouping GROUPING = new Grouping(
                "disks", List.of(RESOURCE_GLOBAL_NAME), List.of(new Measure.Max("usage_amount", true)), List.of(RESOURCE_GLOBAL_NAME.column()));

        private Disks() {}

        static String resourceGlobalName(GroupTable table, int group) {
            return table.text(0, group);
        }

        /** In byte-seconds; NaN for NULL. */
        static double usage(GroupTable table, int group) {
            return table.number(0, group);
        }
    }

    /** The bill by the hour (G.9). */
    static final class Hourly {
        /** The texts that tell groups apart, in the order of the grouping. */
        enum Dimension {
            INVOICE_MONTH("invoice_month", Key.Kind.TEXT),
            ACCOUNT("billing_account_id", Key.Kind.TEXT),
            PROJECT("project_id", Key.Kind.TEXT),
            SERVICE("service_id", Key.Kind.TEXT),
            SKU("sku_id", Key.Kind.TEXT),
            REGION("location_region", Key.Kind.TEXT),
            COST_TYPE("cost_type", Key.Kind.TEXT),
            CURRENCY("currency", Key.Kind.TEXT),
            SYSTEM_LABELS("system_labels", Key.Kind.LABELS),
            LABELS("labels", Key.Kind.LABELS);

            private final Key key;

            Dimension(String column, Key.Kind kind) {
                key = new Key(column, kind, true);
            }

            /** The group's text; null for NULL. */
            String of(GroupTable table, int group) {
                return table.text(ordinal(), group);
            }
        }

        /** Further texts of a group, of which the largest is kept, in the order of the grouping. */
        enum Name {
            PROJECT("project_name"),
            SERVICE("service_description"),
            SKU("sku_description"),
            UNIT("usage_pricing_unit");

            private final Measure measure;

            Name(String column) {
                measure = new Measure.MaxText(column, true);
            }

            /** The group's text; null for NULL. */
            String of(GroupTable table, int group) {
                return table.maxText(ordinal(), group);
            }
        }

        /** The sums of a group, after the names. */
        enum Amount {
            USAGE(new Measure.Sum("usage_amount_in_pricing_units", true)),
            COST(new Measure.Sum("cost", true)),
            /** In units of the ninth decimal. */
            CREDIT(new Measure.SumOfMember("credits", "amount", CREDIT_SCALE, true));

            private final Measure measure;

            Amount(Measure measure) {
                this.measure = measure;
            }

            /** The group's number; NaN for NULL. */
            double of(GroupTable table, int group) {
                return table.number(Name.values().length + ordinal(), group);
            }
        }

        /** The day on which usage ends comes after the other keys: koku tells line items apart by it, and does not show it. */
        private static final Key END = new Key("usage_end_time", Key.Kind.DAY, true);

        static final Grouping GROUPING = new Grouping(
                "line items",
                Stream.concat(Arrays.stream(Dimension.values()).map(dimension -> dimension.key), Stream.of(END)).toList(),
                Stream.concat(Arrays.stream(Name.values()).map(name -> name.measure), Arrays.stream(Amount.values()).map(amount -> amount.measure)).toList());

        private Hourly() {}

        /** The midnight of the day on which a group's usage ends, in microseconds since 1970-01-01 UTC; null for NULL. */
        static Long end(GroupTable table, int group) {
            int key = Dimension.values().length;
            return table.timeIsNull(key, group) ? null : (Long) table.time(key, group);
        }
    }
}
