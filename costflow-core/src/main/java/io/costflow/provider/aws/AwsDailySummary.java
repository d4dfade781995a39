package io.costflow.provider.aws;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.markup;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.textArray;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.day.HeldBack;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.aws.AwsLineItems.Daily.Dimension;
import io.costflow.provider.cloud.Currencies;
import io.costflow.provider.cloud.Numbers;
import io.costflow.provider.cloud.ResourceIds;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * AWS's own summary of a day (specification, H.2): the bill by product, place, account and tags, whatever runs on it. A pure function of the day's line items
 * and of reference data.
 */
final class AwsDailySummary {

    /** All rows of a source are ours. */
    static final Table<Row> TABLE = new Table<>("reporting_awscostentrylineitem_daily_summary", "uuid", null, List.of(
            uuid("uuid", Row::key),
            date("usage_start", row -> row.of.day),
            date("usage_end", row -> row.of.day),
            source(row -> row.of.reference.day().source()),
            integer("cost_entry_bill_id", row -> row.of.reference.bill()),
            text("usage_account_id", row -> row.group.account()),
            integer("account_alias_id", Row::accountAlias),
            integer("organizational_unit_id", Row::organizationalUnit),
            text("product_code", row -> row.group.product()),
            text("product_family", row -> AwsBill.nullIfEmpty(row.group.family())),
            text("availability_zone", row -> AwsBill.nullIfEmpty(row.group.availabilityZone())),
            text("region", row -> AwsBill.nullIfEmpty(row.group.region())),
            text("instance_type", row -> AwsBill.nullIfEmpty(row.group.instanceType())),
            text("unit", row -> AwsBill.nullIfEmpty(row.group.unit())),
            textArray("resource_ids", row -> row.totals.resourceIds.array()),
            integer("resource_count", row -> row.totals.resourceIds.count()),
            number("usage_amount", row -> Numbers.orNull(row.totals.numbers.usage())),
            number("normalization_factor", row -> Numbers.orNull(row.totals.numbers.normalizationFactor())),
            number("normalized_usage_amount", row -> Numbers.orNull(row.totals.numbers.normalizedUsage())),
            text("currency_code", row -> row.totals.currency),
            number("unblended_rate", row -> Numbers.orNull(row.totals.numbers.unblendedRate())),
            number("unblended_cost", row -> Numbers.orNull(row.totals.numbers.unblended())),
            markup("markup_cost", row -> row.markup(row.totals.numbers.unblended())),
            number("blended_rate", row -> Numbers.orNull(row.totals.numbers.blendedRate())),
            number("blended_cost", row -> Numbers.orNull(row.totals.numbers.blended())),
            markup("markup_cost_blended", row -> row.markup(row.totals.numbers.blended())),
            number("savingsplan_effective_cost", row -> Numbers.orNull(row.totals.numbers.savingsPlan())),
            markup("markup_cost_savingsplan", row -> row.markup(row.totals.numbers.savingsPlan())),
            number("calculated_amortized_cost", row -> Numbers.orNull(row.totals.numbers.amortized())),
            markup("markup_cost_amortized", row -> row.markup(row.totals.numbers.amortized())),
            number("public_on_demand_cost", row -> Numbers.orNull(row.totals.numbers.onDemand())),
            number("public_on_demand_rate", row -> Numbers.orNull(row.totals.numbers.onDemandRate())),
            json("tags", row -> LabelSet.json(row.of.tagMapping.mapped(row.of.tags.labels(row.group.tags())))),
            json("cost_category", row -> LabelSet.json(row.of.costCategories.labels(row.group.costCategory())))));

    /** What line items are grouped by: texts as AWS wrote them, so that two texts of equal tags make two rows. */
    private record Group(
            String billingEntity,
            String productCode,
            String productName,
            String account,
            String availabilityZone,
            String family,
            String region,
            String tags,
            String costCategory,
            String instanceType,
            String unit) {

        static Group of(GroupTable table, int group) {
            return new Group(
                    Dimension.BILLING_ENTITY.of(table, group),
                    Dimension.PRODUCT_CODE.of(table, group),
                    Dimension.PRODUCT_NAME.of(table, group),
                    Dimension.ACCOUNT.of(table, group),
                    Dimension.AVAILABILITY_ZONE.of(table, group),
                    Dimension.PRODUCT_FAMILY.of(table, group),
                    Dimension.REGION.of(table, group),
                    Dimension.TAGS.of(table, group),
                    Dimension.COST_CATEGORY.of(table, group),
                    Dimension.INSTANCE_TYPE.of(table, group),
                    Dimension.UNIT.of(table, group));
        }

        String product() {
            return AwsBill.productCode(billingEntity, productCode, productName);
        }

        List<String> identity() {
            return Arrays.asList(
                    billingEntity, productCode, productName, account, availabilityZone, family, region, tags, costCategory, instanceType, unit);
        }
    }

    /** The sums and maxima of a group. */
    private static final class Totals {
        private final ResourceIds resourceIds = new ResourceIds();
        private String currency;
        private final AwsTotals numbers = new AwsTotals();

        void add(GroupTable table, int group) {
            resourceIds.add(Dimension.RESOURCE_ID.of(table, group));
            currency = CodePointOrder.larger(currency, Dimension.CURRENCY.of(table, group));
            numbers.add(table, group, true);
        }
    }

    /**
     * A group in one of the organizational units that its account is in.
     *
     * @param ordinal the unit's number among them; 0 when there is none
     */
    record Row(AwsDailySummary of, Group group, Totals totals, int ordinal) {

        private UUID key() {
            return of.ids.of(group.identity(), ordinal);
        }

        private Integer accountAlias() {
            return of.reference.accountAlias(group.account());
        }

        private Integer organizationalUnit() {
            List<Integer> units = of.units(group.account());
            return units.isEmpty() ? null : units.get(ordinal);
        }

        /** Of the sum that is not rounded yet. */
        private Double markup(double cost) {
            return Numbers.orNull(cost * of.reference.markup());
        }
    }

    private final AwsReference reference;
    private final LocalDate day;
    private final List<OrganizationalUnit> organizationalUnits;
    private final RowIds ids;
    private final LabelTexts tags;
    private final TagMapping tagMapping;
    private final LabelTexts costCategories = new LabelTexts(key -> true);
    private final Map<String, List<Integer>> unitsByAccount = new HashMap<>();
    private final Map<Group, Totals> groups = new LinkedHashMap<>();
    private final Currencies currencies = new Currencies();

    /**
     * @param daily the line items by the day, of all files in path order: sums are added in that order
     * @param enabledKeys the tag keys that are enabled for AWS
     * @param tagMapping which of them are shown as others
     */
    AwsDailySummary(
            List<GroupTable> daily,
            AwsReference reference,
            Collection<String> enabledKeys,
            TagMapping tagMapping,
            List<OrganizationalUnit> organizationalUnits) {
        this.reference = reference;
        this.day = reference.day().day();
        this.organizationalUnits = organizationalUnits;
        this.ids = new RowIds(TABLE.name(), reference.day());
        this.tagMapping = tagMapping;
        this.tags = new LabelTexts(new HashSet<>(enabledKeys)::contains);
        for (GroupTable table : daily) {
            for (int group = 0; group < table.size(); group++) {
                groups.computeIfAbsent(Group.of(table, group), key -> new Totals()).add(table, group);
                currencies.add(Dimension.CURRENCY.of(table, group));
            }
        }
    }

    /** Why the day cannot be published: a column would be NULL that the table declares NOT NULL, so that the incumbent's insert fails too. */
    Optional<HeldBack> heldBack() {
        for (Map.Entry<Group, Totals> entry : groups.entrySet()) {
            if (entry.getKey().account() == null) {
                return Optional.of(MissingValue.ACCOUNT.of(TABLE.name()));
            }
            if (entry.getKey().product() == null) {
                return Optional.of(MissingValue.PRODUCT.of(TABLE.name()));
            }
            if (entry.getValue().currency == null) {
                return Optional.of(MissingValue.CURRENCY.of(TABLE.name()));
            }
        }
        return Optional.empty();
    }

    /** A sentence that is worth reporting about the day, if there is one. */
    Optional<String> remark() {
        return currencies.sentence(reference.day().toString());
    }

    /** Writes the rows. An account that is in several units has its rows, and its cost, once in each (H.4). */
    void write(DayWriter writer) {
        groups.forEach((group, totals) -> {
            int rows = Math.max(1, units(group.account()).size());
            for (int ordinal = 0; ordinal < rows; ordinal++) {
                writer.write(TABLE, new Row(this, group, totals, ordinal));
            }
        });
    }

    private List<Integer> units(String account) {
        return unitsByAccount.computeIfAbsent(account, this::findUnits);
    }

    private List<Integer> findUnits(String account) {
        Integer alias = reference.accountAlias(account);
        return alias == null ? List.of() : organizationalUnits.stream()
                .filter(unit -> unit.has(alias, reference.day().source(), day))
                .map(OrganizationalUnit::id)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
