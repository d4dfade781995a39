package io.costflow.provider.aws;

import static io.costflow.provider.LineItemTable.columns;
import static io.costflow.provider.LineItemTable.numbers;
import static io.costflow.provider.LineItemTable.texts;
import static io.costflow.provider.LineItemTable.times;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.provider.FileNames;
import io.costflow.provider.LineItemTable;
import io.costflow.provider.LinkRule;
import io.costflow.provider.LinkRule.ClusterKey;
import io.costflow.provider.LinkRule.Match;
import io.costflow.provider.ManifestRule;
import io.costflow.provider.Provider;
import io.costflow.provider.Report;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** AWS accounts. */
public final class Aws {

    /** koku's name for AWS. */
    public static final String TYPE = "AWS";

    /** Line items as delivered, by the hour: only disk capacities are taken from them. */
    public static final Report HOURLY = Report.of("AWS_HOURLY", "AWS", "AWS", false, AwsLineItems.USAGE_START, AwsLineItems.VERSION);
    /** Line items by the day. */
    public static final Report DAILY = Report.of("AWS_DAILY", "AWS", "AWS/raw", true, AwsLineItems.USAGE_START, AwsLineItems.VERSION);

    /** {@code <day>_manifestid-<manifest>_basefile-<name>_batch-<number>_<chunk>.parquet}, with {@code _daily} before the chunk in the roll-up by day. */
    private static final FileNames FILE_NAMES = new FileNames(true, Pattern.compile("\\d{4}-\\d{2}-\\d{2}_manifestid-(\\d+)_.*", Pattern.DOTALL));

    private static final List<Column> LINE_ITEM = columns(
            texts("bill_billingentity bill_invoiceid bill_payeraccountid"),
            times("lineitem_usagestartdate"),
            texts("lineitem_resourceid lineitem_usageaccountid lineitem_legalentity lineitem_lineitemdescription lineitem_productcode"
                    + " lineitem_availabilityzone lineitem_lineitemtype lineitem_usagetype lineitem_operation lineitem_currencycode"),
            numbers("lineitem_normalizationfactor lineitem_normalizedusageamount lineitem_usageamount lineitem_unblendedcost lineitem_unblendedrate"
                    + " lineitem_blendedcost lineitem_blendedrate"),
            texts("product_productname product_productfamily product_region product_instancetype product_operatingsystem product_vcpu product_memory"),
            texts("pricing_unit"),
            numbers("pricing_publicondemandcost pricing_publicondemandrate savingsplan_savingsplaneffectivecost"),
            texts("resourcetags costcategory"));
    private static final List<Column> HOURLY_ONLY = columns(
            texts("identity_lineitemid identity_timeinterval bill_billtype"),
            times("bill_billingperiodstartdate bill_billingperiodenddate lineitem_usageenddate"),
            texts("lineitem_taxtype pricing_term product_physicalcores product_servicecode product_sku"),
            texts("reservation_amortizedupfrontcostforusage reservation_amortizedupfrontfeeforbillingperiod reservation_endtime"
                    + " reservation_numberofreservations reservation_recurringfeeforusage reservation_starttime reservation_unitsperreservation"
                    + " reservation_unusedquantity reservation_unusedrecurringfee"));

    /** Everything about AWS. */
    public static final Provider PROVIDER = new Provider(
            TYPE,
            "AWS",
            true,
            List.of("markup"),
            List.of(HOURLY, DAILY),
            FILE_NAMES,
            ManifestRule.HIGHEST,
            AwsReference.BILLS,
            List.of(new AwsSummary(), new Ec2Summary(), new OpenShiftOnAws()),
            List.of(
                    new LineItemTable("aws_line_items", HOURLY, columns(LINE_ITEM, HOURLY_ONLY)),
                    new LineItemTable("aws_line_items_daily", DAILY, columns(LINE_ITEM, texts("row_uuid")))))
            .linkedBy(new LinkRule(DAILY, "lineitem_resourceid", UnaryOperator.identity(), ClusterKey.RESOURCE_ID, Match.CONTAINS, "resourcetags"));

    private Aws() {}
}
