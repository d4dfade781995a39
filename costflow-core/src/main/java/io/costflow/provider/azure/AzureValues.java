package io.costflow.provider.azure;

import io.costflow.day.HeldBack;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.azure.AzureLineItems.Dimension;

/** Values of line items that both kinds of export have under names of their own (Z.2): the one that is not empty counts. Null is NULL. */
final class AzureValues {

    private AzureValues() {}

    static String subscription(GroupTable table, int group) {
        return nonEmptyOr(Dimension.SUBSCRIPTION_ID, Dimension.SUBSCRIPTION_GUID, table, group);
    }

    /** Why a day cannot be published to a table whose subscription must not be NULL: koku's insert fails too. */
    static HeldBack missingSubscription(String table) {
        return new HeldBack("The bill has line items whose subscriptionid and subscriptionguid are NULL, but the column subscription_guid of " + table
                + " must have a value. Correct the report and deliver it again.", null, "subscription_guid");
    }

    static String subscriptionName(GroupTable table, int group) {
        String name = Dimension.SUBSCRIPTION_NAME.nonEmpty(table, group);
        return name == null ? subscription(table, group) : name;
    }

    static String service(GroupTable table, int group) {
        return nonEmptyOr(Dimension.SERVICE_NAME, Dimension.METER_CATEGORY, table, group);
    }

    static String currency(GroupTable table, int group) {
        return nonEmptyOr(Dimension.BILLING_CURRENCY_CODE, Dimension.BILLING_CURRENCY, table, group);
    }

    private static String nonEmptyOr(Dimension first, Dimension otherwise, GroupTable table, int group) {
        String text = first.nonEmpty(table, group);
        return text == null ? otherwise.of(table, group) : text;
    }
}
