package io.costflow.sql.lake;

import io.costflow.day.ReportType;
import io.costflow.lineitem.ColumnRole;
import io.costflow.lineitem.LineItemRows.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The tables of the lake with their columns: what koku writes to the hourly files (storage layout, A.9 and A.10) and to its roll-up by day. */
public final class LakeTables {

    private static final List<Column> PERIOD = times("report_period_start report_period_end");
    private static final List<Column> INTERVAL = times("interval_start interval_end");
    private static final List<Column> DAY = times("interval_start");

    private static final List<Column> POD = both(
            texts("namespace node pod pod_labels resource_id"),
            numbers("pod_usage_cpu_core_seconds pod_request_cpu_core_seconds pod_effective_usage_cpu_core_seconds pod_limit_cpu_core_seconds"
                    + " pod_usage_memory_byte_seconds pod_request_memory_byte_seconds pod_effective_usage_memory_byte_seconds pod_limit_memory_byte_seconds"
                    + " node_capacity_cpu_cores node_capacity_cpu_core_seconds node_capacity_memory_bytes node_capacity_memory_byte_seconds"),
            texts("node_role"));
    private static final List<Column> STORAGE = both(
            texts("namespace node pod persistentvolumeclaim persistentvolume storageclass csi_driver csi_volume_handle persistentvolume_labels"
                    + " persistentvolumeclaim_labels"),
            numbers("persistentvolumeclaim_capacity_bytes persistentvolumeclaim_capacity_byte_seconds volume_request_storage_byte_seconds"
                    + " persistentvolumeclaim_usage_byte_seconds"));
    private static final List<Column> NODE_LABELS = texts("node node_labels");
    private static final List<Column> NAMESPACE_LABELS = texts("namespace namespace_labels");

    private static final List<Column> AWS_DAY = both(
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
    private static final List<Column> AWS_HOURLY_ONLY = both(
            texts("identity_lineitemid identity_timeinterval bill_billtype"),
            times("bill_billingperiodstartdate bill_billingperiodenddate lineitem_usageenddate"),
            texts("lineitem_taxtype pricing_term product_physicalcores product_servicecode product_sku"),
            texts("reservation_amortizedupfrontcostforusage reservation_amortizedupfrontfeeforbillingperiod reservation_endtime"
                    + " reservation_numberofreservations reservation_recurringfeeforusage reservation_starttime reservation_unitsperreservation"
                    + " reservation_unusedquantity reservation_unusedrecurringfee"));

    /** Every table, in the order in which they are listed. */
    public static final List<LakeTable> ALL = List.of(
            table("openshift_pod_usage_line_items", ReportType.POD_USAGE_HOURLY, INTERVAL, PERIOD, POD),
            table("openshift_pod_usage_line_items_daily", ReportType.POD_USAGE_DAILY, DAY, PERIOD, POD),
            table("openshift_storage_usage_line_items", ReportType.STORAGE_USAGE_HOURLY, INTERVAL, PERIOD, STORAGE),
            table("openshift_storage_usage_line_items_daily", ReportType.STORAGE_USAGE_DAILY, DAY, PERIOD, STORAGE),
            table("openshift_node_labels_line_items", ReportType.NODE_LABELS_HOURLY, INTERVAL, PERIOD, NODE_LABELS),
            table("openshift_node_labels_line_items_daily", ReportType.NODE_LABELS_DAILY, DAY, PERIOD, NODE_LABELS),
            table("openshift_namespace_labels_line_items", ReportType.NAMESPACE_LABELS_HOURLY, INTERVAL, PERIOD, NAMESPACE_LABELS),
            table("openshift_namespace_labels_line_items_daily", ReportType.NAMESPACE_LABELS_DAILY, DAY, PERIOD, NAMESPACE_LABELS),
            table("aws_line_items", ReportType.AWS_HOURLY, AWS_DAY, AWS_HOURLY_ONLY),
            table("aws_line_items_daily", ReportType.AWS_DAILY, AWS_DAY, texts("row_uuid")));

    private LakeTables() {}

    @SafeVarargs
    private static LakeTable table(String name, ReportType type, List<Column>... columns) {
        return new LakeTable(name, type, both(columns));
    }

    @SafeVarargs
    private static List<Column> both(List<Column>... columns) {
        List<Column> all = new ArrayList<>();
        Stream.of(columns).forEach(all::addAll);
        return List.copyOf(all);
    }

    private static List<Column> texts(String names) {
        return columns(names, ColumnRole.TEXT);
    }

    private static List<Column> numbers(String names) {
        return columns(names, ColumnRole.NUMBER);
    }

    private static List<Column> times(String names) {
        return columns(names, ColumnRole.TIME);
    }

    private static List<Column> columns(String names, ColumnRole role) {
        return Arrays.stream(names.split(" ")).map(name -> new Column(name, role)).toList();
    }
}
