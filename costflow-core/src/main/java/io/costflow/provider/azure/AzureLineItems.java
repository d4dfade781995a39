package io.costflow.provider.azure;

import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is taken from Azure's files while they are read. Costs and quantities are rounded line item by line item, so line items are combined only where these
 * are equal too, and counted. Columns that koku fills in when a report lacks them may be absent (Z.1): numbers are 0 then, texts NULL.
 */
final class AzureLineItems {

    /** Raised when the meaning of a grouping changes: contributions of another version are read again. */
    static final int VERSION = 1;

    static final String DATE = "date";

    /** The texts that tell groups apart, in the order of the grouping. */
    enum Dimension {
        RESOURCE_ID(text("resourceid")),
        SUBSCRIPTION_ID(text("subscriptionid")),
        SUBSCRIPTION_GUID(text("subscriptionguid")),
        SUBSCRIPTION_NAME(text("subscriptionname")),
        RESOURCE_LOCATION(text("resourcelocation")),
        SERVICE_NAME(text("servicename")),
        CONSUMED_SERVICE(text("consumedservice")),
        METER_CATEGORY(text("metercategory")),
        METER_NAME(text("metername")),
        UNIT_OF_MEASURE(text("unitofmeasure")),
        BILLING_CURRENCY_CODE(text("billingcurrencycode")),
        BILLING_CURRENCY(text("billingcurrency")),
        TAGS(new Key("tags", Key.Kind.LABELS, true)),
        ADDITIONAL_INFO(new Key("additionalinfo", Key.Kind.JSON, true));

        private final Key key;

        Dimension(Key key) {
            this.key = key;
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
        COST(new Key("costinbillingcurrency", Key.Kind.NUMBER, false)),
        QUANTITY(new Key("quantity", Key.Kind.NUMBER, false));

        private final Key key;

        Amount(Key key) {
            this.key = key;
        }

        /** The number of each line item of the group; NaN for NULL. */
        double of(GroupTable table, int group) {
            return table.numberKey(Dimension.values().length + ordinal(), group);
        }
    }

    /** For all outputs: every line item takes part. */
    static final Grouping GROUPING = grouping(List.of());

    /** For attribution to clusters alone: without line items that have no resource and no tags and so can never match. */
    static final Grouping GROUPING_OF_CLUSTERS = grouping(List.of(Dimension.RESOURCE_ID.key.column(), Dimension.TAGS.key.column()));

    private AzureLineItems() {}

    /** How many line items a group has. */
    static long count(GroupTable table, int group) {
        return (long) table.number(0, group);
    }

    private static Grouping grouping(List<String> tellingKeys) {
        return new Grouping(
                "line items",
                Stream.concat(
                                Arrays.stream(Dimension.values()).map(dimension -> dimension.key), Arrays.stream(Amount.values()).map(amount -> amount.key))
                        .toList(),
                List.of(new Measure.Count()),
                tellingKeys);
    }

    private static Key text(String column) {
        return new Key(column, Key.Kind.TEXT, false);
    }
}
