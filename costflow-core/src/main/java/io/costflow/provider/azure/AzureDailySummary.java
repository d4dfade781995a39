package io.costflow.provider.azure;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.decimal;
import static io.costflow.publish.Column.decimalMarkup;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.textArray;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.day.HeldBack;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.azure.AzureLineItems.Amount;
import io.costflow.provider.azure.AzureLineItems.Dimension;
import io.costflow.provider.cloud.Currencies;
import io.costflow.provider.cloud.ResourceIds;
import io.costflow.provider.cloud.RoundedSum;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Azure's own summary of a day (specification, Z.9): the bill by subscription, service, place and tags, whatever runs on it. A pure function of the day's line
 * items and of reference data.
 */
final class AzureDailySummary {

    /** All rows of a source are ours. */
    static final Table<Row> TABLE = new Table<>("reporting_azurecostentrylineitem_daily_summary", "uuid", null, List.of(
            uuid("uuid", Row::key),
            date("usage_start", row -> row.of.reference.day().day()),
            date("usage_end", row -> row.of.reference.day().day()),
            source(row -> row.of.reference.day().source()),
            integer("cost_entry_bill_id", row -> row.of.reference.bill()),
            text("subscription_guid", row -> row.group.subscription()),
            text("subscription_name", row -> row.group.subscriptionName()),
            text("resource_location", row -> row.group.location()),
            text("service_name", row -> row.group.service()),
            text("instance_type", row -> row.group.instanceType()),
            json("tags", row -> LabelSet.json(row.of.tagMapping.mapped(row.group.tags()))),
            textArray("instance_ids", row -> row.totals.resourceIds.array()),
            integer("instance_count", row -> row.totals.resourceIds.count()),
            decimal("usage_quantity", row -> row.totals.quantity.value()),
            text("unit_of_measure", row -> row.totals.unit),
            decimal("pretax_cost", row -> row.totals.cost.value()),
            decimalMarkup("markup_cost", row -> row.totals.markup.value()),
            text("currency", row -> row.totals.currency)));

    private record Group(String subscription, String subscriptionName, String location, String service, String instanceType, LabelSet tags) {

        List<String> identity() {
            return Arrays.asList(subscription, subscriptionName, location, service, instanceType, LabelSet.json(tags));
        }
    }

    /** The sums and maxima of a group. */
    private static final class Totals {
        private final ResourceIds resourceIds = new ResourceIds();
        private final RoundedSum quantity = new RoundedSum();
        private final RoundedSum cost = new RoundedSum();
        private final RoundedSum markup = new RoundedSum();
        private String unit;
        private String currency;
    }

    /** A group with its totals. */
    record Row(AzureDailySummary of, Group group, Totals totals) {

        private UUID key() {
            return of.ids.of(group.identity(), 0);
        }
    }

    private final AzureReference reference;
    /** In billionths. */
    private final long markup;
    private final RowIds ids;
    private final LabelTexts tags;
    private final TagMapping tagMapping;
    private final AdditionalInfo.Texts additionalInfo = new AdditionalInfo.Texts();
    private final UnitsOfMeasure units = new UnitsOfMeasure();
    private final Map<Group, Totals> groups = new LinkedHashMap<>();
    private final Currencies currencies = new Currencies();
    private final OddUnits oddUnits = new OddUnits();

    /**
     * @param lineItems of all files
     * @param enabledKeys the tag keys that are enabled for Azure
     * @param tagMapping which of them are shown as others
     */
    AzureDailySummary(List<GroupTable> lineItems, AzureReference reference, Collection<String> enabledKeys, TagMapping tagMapping) {
        this.reference = reference;
        this.markup = reference.exactMarkup().movePointRight(RoundedSum.SCALE).longValueExact();
        this.ids = new RowIds(TABLE.name(), reference.day());
        this.tags = new LabelTexts(new HashSet<>(enabledKeys)::contains);
        this.tagMapping = tagMapping;
        for (GroupTable table : lineItems) {
            for (int group = 0; group < table.size(); group++) {
                add(table, group);
            }
        }
    }

    private void add(GroupTable table, int group) {
        Totals totals = groups.computeIfAbsent(group(table, group), key -> new Totals());
        totals.resourceIds.add(Dimension.RESOURCE_ID.of(table, group));
        UnitOfMeasure unit = units.of(table, group);
        long count = AzureLineItems.count(table, group);
        totals.quantity.add(Amount.QUANTITY.of(table, group), count * unit.multiplier());
        totals.cost.add(Amount.COST.of(table, group), count);
        totals.markup.addPart(Amount.COST.of(table, group), markup, count);
        totals.unit = CodePointOrder.larger(totals.unit, unit.nameOfBill());
        oddUnits.add(unit, Dimension.UNIT_OF_MEASURE.of(table, group), count);
        String currency = AzureValues.currency(table, group);
        totals.currency = CodePointOrder.larger(totals.currency, currency);
        currencies.add(currency);
    }

    private Group group(GroupTable table, int group) {
        return new Group(
                AzureValues.subscription(table, group),
                AzureValues.subscriptionName(table, group),
                Dimension.RESOURCE_LOCATION.of(table, group),
                AzureValues.service(table, group),
                additionalInfo.of(Dimension.ADDITIONAL_INFO.of(table, group)).serviceType(),
                tags.labels(Dimension.TAGS.of(table, group)));
    }

    /** Why the day cannot be published: a column would be NULL that the table declares NOT NULL, so that the incumbent's insert fails too. */
    Optional<HeldBack> heldBack() {
        return groups.keySet().stream().anyMatch(group -> group.subscription() == null)
                ? Optional.of(AzureValues.missingSubscription(TABLE.name()))
                : Optional.empty();
    }

    /** Sentences that are worth reporting about the day. */
    List<String> remarks() {
        String day = reference.day().toString();
        return Stream.of(currencies.sentence(day), oddUnits.sentence(day)).flatMap(Optional::stream).toList();
    }

    void write(DayWriter writer) {
        groups.forEach((group, totals) -> writer.write(TABLE, new Row(this, group, totals)));
    }
}
