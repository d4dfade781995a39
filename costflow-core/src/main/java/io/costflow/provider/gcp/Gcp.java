package io.costflow.provider.gcp;

import static io.costflow.provider.LineItemTable.columns;
import static io.costflow.provider.LineItemTable.numbers;
import static io.costflow.provider.LineItemTable.texts;
import static io.costflow.provider.LineItemTable.times;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.provider.AddedTable;
import io.costflow.provider.FileNames;
import io.costflow.provider.LineItemTable;
import io.costflow.provider.LinkRule;
import io.costflow.provider.LinkRule.ClusterKey;
import io.costflow.provider.LinkRule.Match;
import io.costflow.provider.ManifestRule;
import io.costflow.provider.MonthFolders;
import io.costflow.provider.Provider;
import io.costflow.provider.Report;
import io.costflow.settings.SourceType;
import java.util.List;
import java.util.function.UnaryOperator;

/** GCP billing accounts (specification, G.1). */
public final class Gcp {

    /** koku's name for GCP. */
    public static final String TYPE = "GCP";

    /** Line items as exported, by the hour. */
    public static final Report HOURLY = Report.of("GCP_HOURLY", "GCP", "GCP", false, GcpLineItems.USAGE_START, GcpLineItems.VERSION);
    /** Line items by the day. */
    public static final Report DAILY = Report.of("GCP_DAILY", "GCP", "GCP/raw", true, GcpLineItems.USAGE_START, GcpLineItems.VERSION);

    /**
     * {@code <invoice month>_<partition date>_<name>_<chunk>.parquet}, with {@code _daily} before the chunk in the roll-up by day. The date is the day on which
     * GCP exported the line items, not one of usage, and no name says a manifest: every file counts.
     */
    private static final FileNames FILE_NAMES = new FileNames(false, null);

    private static final List<Column> LINE_ITEM = columns(
            texts("invoice_month billing_account_id project_id project_name"),
            times("usage_start_time"),
            texts("service_id service_description sku_id sku_description"),
            texts("system_labels labels cost_type location_region resource_name resource_global_name"),
            texts("usage_pricing_unit currency"),
            numbers("usage_amount_in_pricing_units cost"));
    private static final List<Column> HOURLY_ONLY = columns(
            times("usage_end_time export_time"),
            texts("project_labels project_ancestry_numbers location_location location_country location_zone usage_unit credits partition_date"),
            numbers("usage_amount currency_conversion_rate"));
    private static final List<Column> DAILY_ONLY = columns(numbers("daily_credits"), texts("row_uuid"));

    /** Everything about GCP. */
    public static final Provider PROVIDER = new Provider(
            TYPE,
            "GCP",
            true,
            List.of("markup", SourceType.UNATTRIBUTED_STORAGE),
            List.of(HOURLY, DAILY),
            MonthFolders.BY_INVOICE,
            FILE_NAMES,
            ManifestRule.HIGHEST,
            GcpReference.BILLS,
            List.of(new GcpSummary(), new OpenShiftOnGcp()),
            List.of(
                    new LineItemTable("gcp_line_items", HOURLY, columns(LINE_ITEM, HOURLY_ONLY)),
                    new LineItemTable("gcp_line_items_daily", DAILY, columns(LINE_ITEM, DAILY_ONLY))))
            .linkedBy(new LinkRule(DAILY, "resource_name", UnaryOperator.identity(), ClusterKey.NODE, Match.CONTAINS, "labels"))
            .addingTo(new AddedTable(
                    "reporting_gcp_topology",
                    HOURLY,
                    List.of("billing_account_id", "project_id", "project_name", "service_id", "service_description", "location_region"),
                    List.of("account_id", "project_id", "project_name", "service_id", "service_alias", "region")));

    private Gcp() {}
}
