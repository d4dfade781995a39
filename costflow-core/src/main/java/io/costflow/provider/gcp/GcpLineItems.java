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
