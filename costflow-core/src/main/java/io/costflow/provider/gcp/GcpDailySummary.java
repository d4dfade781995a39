package io.costflow.provider.gcp;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.decimal;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.markup;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.day.HeldBack;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.cloud.Currencies;
import io.costflow.provider.cloud.Numbers;
import io.costflow.provider.gcp.GcpLineItems.Hourly;
import io.costflow.provider.gcp.GcpLineItems.Hourly.Amount;
import io.costflow.provider.gcp.GcpLineItems.Hourly.Dimension;
import io.costflow.provider.gcp.GcpLineItems.Hourly.Name;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * GCP's own summary of a day of usage (specification, G.9): the bill by invoice, project, service, place and tags, whatever runs on it. A pure function of the
 * day's line items and of reference data.
 */
final class GcpDailySummary {

    /** All rows of a source are ours. */
    static final Table<Row> TABLE = new Table<>("reporting_gcpcostentrylineitem_daily_summary", "uuid", null, List.of(
            uuid("uuid", Row::key),
            date("usage_start", row -> row.of.reference.day().day()),
            date("usage_end", row -> row.of.reference.day().day()),
            source(row -> row.of.reference.day().source()),
            integer("cost_entry_bill_id", row -> row.of.bill(row.group.invoiceMonth())),
            text("account_id", row -> row.group.account()),
            text("project_id", row -> row.group.project()),
            text("project_name", row -> row.totals.name(Name.PROJECT)),
            text("service_id", row -> row.group.service()),
            text("service_alias", row -> row.totals.name(Name.SERVICE)),
            text("sku_id", row -> row.group.sku()),
            text("sku_alias", row -> row.totals.name(Name.SKU)),
            text("region", row -> "".equals(row.group.region()) ? null : row.group.region()),
            text("instance_type", row -> row.group.instanceType()),
            text("unit", row -> row.totals.name(Name.UNIT)),
            json("tags", row -> LabelSet.json(row.of.tags(row.group))),
            number("usage_amount", row -> Numbers.orNull(row.totals.usage)),
            text("currency", row -> row.totals.currency),
            text("line_item_type", row -> row.group.costType()),
            number("unblended_cost", row -> Numbers.orNull(row.totals.cost)),
            markup("markup_cost", row -> Numbers.orNull(row.totals.cost * row.of.reference.markup())),
            text("invoice_month", row -> row.group.invoiceMonth()),
            decimal("credit_amount", row -> BigDecimal.valueOf((long) row.totals.credit, GcpLineItems.CREDIT_SCALE))));

    /**
     * What line items are grouped by.
     *
     * @param end the day on which the usage ends, which is not shown: two groups that differ only in it make two rows
     */
    private record Group(
            String invoiceMonth,
            String account,
            String project,
            String service,
            String sku,
            String region,
            String costType,
            String instanceType,
            LabelSet tags,
            Long end) {

        List<String> identity() {
            return Arrays.asList(
                    invoiceMonth, account, project, service, sku, region, costType, instanceType, LabelSet.json(tags), end == null ? null : end.toString());
        }
    }

    /** The sums and maxima of a group. */
    private static final class Totals {
        private static final Name[] NAMES = Name.values();

        private final String[] names = new String[NAMES.length];
        private String currency;
        private double usage = Numbers.NULL;
        private double cost = Numbers.NULL;
        private double credit;

        private void add(GroupTable table, int group) {
            for (Name name : NAMES) {
                names[name.ordinal()] = CodePointOrder.larger(names[name.ordinal()], name.of(table, group));
            }
            currency = CodePointOrder.larger(currency, Dimension.CURRENCY.of(table, group));
            usage = Numbers.sum(usage, Amount.USAGE.of(table, group));
            cost = Numbers.sum(cost, Amount.COST.of(table, group));
            credit += Amount.CREDIT.of(table, group);
        }

        private String name(Name name) {
            return names[name.ordinal()];
        }
    }

    /** A group with its totals. */
    record Row(GcpDailySummary of, Group group, Totals totals) {

        private UUID key() {
            return of.ids.of(group.identity(), 0);
        }
    }

    private final GcpReference reference;
    private final RowIds ids;
    private final LabelTexts tags;
    private final TagMapping tagMapping;
    /** The month of the day, as invoices are named after theirs. */
    private final String ownInvoice;
    private final MachineSpecs machineSpecs = new MachineSpecs();
    private final Map<Group, Totals> groups = new LinkedHashMap<>();
    private final Currencies currencies = new Currencies();
    /** Of invoices of which it is known that they have one: a day has many groups and few invoices. */
    private final Map<String, Integer> bills = new HashMap<>();

    /**
     * @param hourly the line items of all files in path order: sums are added in that order
     * @param enabledKeys the tag keys that are enabled for GCP
     * @param tagMapping which of them are shown as others
     */
    GcpDailySummary(List<GroupTable> hourly, GcpReference reference, Collection<String> enabledKeys, TagMapping tagMapping) {
        this.reference = reference;
        this.ids = new RowIds(TABLE.name(), reference.day());
        this.tags = new LabelTexts(new HashSet<>(enabledKeys)::contains);
        this.tagMapping = tagMapping;
        this.ownInvoice = GcpReference.INVOICE_MONTH.format(reference.day().day());
        for (GroupTable table : hourly) {
            for (int group = 0; group < table.size(); group++) {
                groups.computeIfAbsent(group(table, group), key -> new Totals()).add(table, group);
                currencies.add(Dimension.CURRENCY.of(table, group));
            }
        }
    }

    private Group group(GroupTable table, int group) {
        return new Group(
                Dimension.INVOICE_MONTH.of(table, group),
                Dimension.ACCOUNT.of(table, group),
                Dimension.PROJECT.of(table, group),
                Dimension.SERVICE.of(table, group),
                Dimension.SKU.of(table, group),
                Dimension.REGION.of(table, group),
                Dimension.COST_TYPE.of(table, group),
                machineSpecs.of(Dimension.SYSTEM_LABELS.of(table, group)),
                tags.labels(Dimension.LABELS.of(table, group)),
                Hourly.end(table, group));
    }

    /** Why the day cannot be published: an invoice has no bill, or a column would be NULL that the table declares NOT NULL. */
    Optional<HeldBack> heldBack() {
        for (Map.Entry<Group, Totals> entry : groups.entrySet()) {
            Group group = entry.getKey();
            Totals totals = entry.getValue();
            Optional<HeldBack> problem = isNull(group.account(), "billing_account_id", "account_id", TABLE.name())
                    .or(() -> isNull(group.project(), "project_id", "project_id", TABLE.name()))
                    .or(() -> isNull(totals.name(Name.PROJECT), "project_name", "project_name", TABLE.name()))
                    .or(() -> isNull(totals.currency, "currency", "currency", TABLE.name()))
                    .or(() -> missingBill(group.invoiceMonth()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** Why a day cannot be published to a table with a column that must have a value; empty if it has one. */
    static Optional<HeldBack> isNull(String value, String ofReport, String column, String table) {
        return value != null ? Optional.empty() : Optional.of(new HeldBack("The bill has line items whose " + ofReport + " is NULL, but the column " + column
                + " of " + table + " must have a value. Correct the report and deliver it again.", null, column));
    }

    private Optional<HeldBack> missingBill(String invoiceMonth) {
        if (bills.containsKey(invoiceMonth)) {
            return Optional.empty();
        }
        Optional<YearMonth> month = month(invoiceMonth);
        if (month.isEmpty()) {
            return Optional.of(new HeldBack("The bill has line items whose invoice_month is " + (invoiceMonth == null ? "NULL" : "'" + invoiceMonth + "'")
                    + ", which is no month such as 202510. Correct the report and deliver it again.", null, "invoice_month"));
        }
        reference.bill(month.get()).ifPresent(bill -> bills.put(invoiceMonth, bill));
        return bills.containsKey(invoiceMonth)
                ? Optional.empty()
                : Optional.of(HeldBack.because("The source has no bill for the invoice month " + month.get() + ", which line items of the day are on. Add it to "
                        + reference.day().tenant() + "." + GcpReference.BILLS + " (provider_id, billing_period_start), which koku does when it ingests the month."));
    }

    private static Optional<YearMonth> month(String invoiceMonth) {
        try {
            return invoiceMonth == null ? Optional.empty() : Optional.of(YearMonth.parse(invoiceMonth, GcpReference.INVOICE_MONTH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A sentence that is worth reporting about the day, if there is one. */
    Optional<String> remark() {
        return currencies.sentence(reference.day().toString());
    }

    /** koku shows keys as others in the usage of an invoice's own month only: usage of another month is in no range of days that it does so for. */
    private LabelSet tags(Group group) {
        return ownInvoice.equals(group.invoiceMonth()) ? tagMapping.mapped(group.tags()) : group.tags();
    }

    private int bill(String invoiceMonth) {
        return bills.computeIfAbsent(invoiceMonth, text -> reference.bill(month(text).orElseThrow()).orElseThrow());
    }

    void write(DayWriter writer) {
        groups.forEach((group, totals) -> writer.write(TABLE, new Row(this, group, totals)));
    }
}
