package io.costflow.provider.aws;

import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.Measure;
import java.util.List;

/**
 * What is taken from AWS's files while they are read. Line items that are equal in every dimension that matters become one: the arithmetic is linear in usage
 * and cost. Disk capacities are not, and come from the largest values of the hourly bill.
 */
public final class AwsLineItems {

    /** Raised when a layout changes: contributions of another version are read again. */
    public static final int VERSION = 1;

    private static final String USAGE_START = "lineitem_usagestartdate";

    private AwsLineItems() {}

    /** The bill by the day (E.3). Columns that koku fills in when a report lacks them may be absent (A.10): numbers are 0 then, texts NULL. */
    static final class Daily {
        static final int TABLE = 0;
        static final int RESOURCE_ID = 0;
        static final int BILLING_ENTITY = 1;
        static final int PRODUCT_CODE = 2;
        static final int PRODUCT_NAME = 3;
        static final int ACCOUNT = 4;
        static final int AVAILABILITY_ZONE = 5;
        static final int PRODUCT_FAMILY = 6;
        static final int INSTANCE_TYPE = 7;
        static final int REGION = 8;
        static final int UNIT = 9;
        static final int CURRENCY = 10;
        static final int LINE_ITEM_TYPE = 11;
        static final int USAGE_TYPE = 12;
        static final int OPERATION = 13;
        static final int TAGS = 14;
        static final int COST_CATEGORY = 15;
        static final int USAGE_AMOUNT = 0;
        static final int UNBLENDED_COST = 1;
        static final int BLENDED_COST = 2;
        static final int SAVINGS_PLAN_COST = 3;

        static final LineItemLayout LAYOUT = new LineItemLayout(USAGE_START, List.of(new Grouping(
                "line items",
                List.of(
                        optional("lineitem_resourceid"),
                        optional("bill_billingentity"),
                        optional("lineitem_productcode"),
                        optional("product_productname"),
                        optional("lineitem_usageaccountid"),
                        optional("lineitem_availabilityzone"),
                        optional("product_productfamily"),
                        optional("product_instancetype"),
                        optional("product_region"),
                        optional("pricing_unit"),
                        optional("lineitem_currencycode"),
                        optional("lineitem_lineitemtype"),
                        required("lineitem_usagetype"),
                        required("lineitem_operation"),
                        new Key("resourcetags", Key.Kind.LABELS, false),
                        new Key("costcategory", Key.Kind.LABELS, false)),
                List.of(
                        sum("lineitem_usageamount"),
                        sum("lineitem_unblendedcost"),
                        sum("lineitem_blendedcost"),
                        sum("savingsplan_savingsplaneffectivecost")),
                // An item without a resource id and without tags can never match.
                List.of("lineitem_resourceid", "resourcetags"))));

        private Daily() {}
    }

    /** The bill by the hour: the largest cost and rate of each resource (E.4). */
    static final class Hourly {
        static final int TABLE = 0;
        static final int RESOURCE_ID = 0;
        static final int UNBLENDED_COST = 0;
        static final int UNBLENDED_RATE = 1;

        static final LineItemLayout LAYOUT = new LineItemLayout(USAGE_START, List.of(new Grouping(
                "resources",
                List.of(optional("lineitem_resourceid")),
                List.of(max("lineitem_unblendedcost"), max("lineitem_unblendedrate")),
                List.of("lineitem_resourceid"))));

        private Hourly() {}
    }

    /** How files of the bill by the day are combined. */
    public static LineItemLayout daily() {
        return Daily.LAYOUT;
    }

    /** How files of the bill by the hour are combined. */
    public static LineItemLayout hourly() {
        return Hourly.LAYOUT;
    }

    private static Key optional(String column) {
        return new Key(column, Key.Kind.TEXT, false);
    }

    private static Key required(String column) {
        return new Key(column, Key.Kind.TEXT, true);
    }

    private static Measure sum(String column) {
        return new Measure.Sum(column, Measure.Absence.ZERO);
    }

    private static Measure max(String column) {
        return new Measure.Max(column, Measure.Absence.ZERO);
    }
}
