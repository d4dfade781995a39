package io.costflow.provider.aws;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.markup;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.HeldBack;
import io.costflow.provider.aws.Ec2Day.Attributes;
import io.costflow.provider.aws.Ec2Day.Instance;
import io.costflow.provider.cloud.Numbers;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The EC2 instances of a month (specification, H.3): sums over the month, and the attributes of each instance's last day. A pure function of what the days
 * contribute and of reference data. An instance whose attributes differ within its last day has a row for each, with the whole sums, as in koku.
 */
final class Ec2MonthlySummary {

    /** All rows of a source are ours whose first day lies in the month. */
    static final Table<Row> TABLE = new Table<>("reporting_awscostentrylineitem_summary_by_ec2_compute_p", "uuid", null, List.of(
            uuid("uuid", Row::key),
            date("usage_start", row -> row.month.first),
            date("usage_end", row -> row.month.last),
            source(row -> row.of.reference.day().source()),
            integer("cost_entry_bill_id", row -> row.of.reference.bill()),
            text("usage_account_id", row -> row.sums().account()),
            integer("account_alias_id", row -> row.of.reference.accountAlias(row.sums().account())),
            text("resource_id", row -> row.resourceId),
            text("instance_name", Row::name),
            text("instance_type", row -> AwsBill.nullIfEmpty(row.attributes.instanceType())),
            text("operating_system", row -> row.sums().operatingSystem()),
            text("region", row -> row.sums().region()),
            integer("vcpu", Row::vcpu),
            text("memory", row -> AwsBill.nullIfEmpty(row.attributes.memory())),
            text("unit", row -> row.sums().unit()),
            number("usage_amount", row -> Numbers.orNull(row.sums().totals().usage())),
            number("normalization_factor", row -> Numbers.orNull(row.sums().totals().normalizationFactor())),
            number("normalized_usage_amount", row -> Numbers.orNull(row.sums().totals().normalizedUsage())),
            text("currency_code", row -> row.sums().currency()),
            number("unblended_rate", row -> Numbers.orNull(row.sums().totals().unblendedRate())),
            number("unblended_cost", row -> Numbers.orNull(row.sums().totals().unblended())),
            markup("markup_cost", row -> row.markup(row.sums().totals().unblended())),
            number("blended_rate", row -> Numbers.orNull(row.sums().totals().blendedRate())),
            number("blended_cost", row -> Numbers.orNull(row.sums().totals().blended())),
            markup("markup_cost_blended", row -> row.markup(row.sums().totals().blended())),
            number("savingsplan_effective_cost", row -> Numbers.orNull(row.sums().totals().savingsPlan())),
            markup("markup_cost_savingsplan", row -> row.markup(row.sums().totals().savingsPlan())),
            number("calculated_amortized_cost", row -> Numbers.orNull(row.sums().totals().amortized())),
            markup("markup_cost_amortized", row -> row.markup(row.sums().totals().amortized())),
            number("public_on_demand_cost", row -> Numbers.orNull(row.sums().totals().onDemand())),
            number("public_on_demand_rate", row -> Numbers.orNull(row.sums().totals().onDemandRate())),
            json("tags", row -> LabelSet.json(row.of.tagMapping.mapped(row.of.tags.labels(row.attributes.tags())))),
            json("cost_category", row -> LabelSet.json(row.of.costCategories.labels(row.attributes.costCategory())))));

    private static final String NAME = "Name";

    /** An instance over the days of the month on which it has line items for computing. */
    private static final class InstanceMonth {
        private final LocalDate first;
        private final Instance sums = new Instance();
        private LocalDate last;

        InstanceMonth(LocalDate first) {
            this.first = first;
        }

        void add(LocalDate day, Instance instance) {
            last = day;
            sums.add(instance);
        }
    }

    /** An instance with one set of the attributes that it has on its last day. */
    record Row(Ec2MonthlySummary of, String resourceId, InstanceMonth month, Attributes attributes) {

        private Instance sums() {
            return month.sums;
        }

        /** The first day is part of it: a row cannot move to another day. */
        private UUID key() {
            return of.ids.of(
                    Arrays.asList(
                            resourceId, month.first.toString(), attributes.instanceType(), attributes.tags(), attributes.costCategory(), attributes.memory(),
                            attributes.vcpu()),
                    0);
        }

        private String name() {
            LabelSet labels = of.names.labels(attributes.tags());
            return labels == null ? null : labels.get(NAME);
        }

        private Integer vcpu() {
            return attributes.vcpu() == null || attributes.vcpu().isEmpty() ? null : Integer.valueOf(attributes.vcpu());
        }

        /** Of the sum that is not rounded yet. */
        private Double markup(double cost) {
            return Numbers.orNull(cost * of.reference.markup());
        }
    }

    private final AwsReference reference;
    private final RowIds ids;
    private final LabelTexts tags;
    private final LabelTexts names = LabelTexts.extracting(NAME);
    private final TagMapping tagMapping;
    private final LabelTexts costCategories = new LabelTexts(key -> true);
    private final Map<String, InstanceMonth> instances = new LinkedHashMap<>();

    /**
     * @param reference that of the month's first day
     * @param enabledKeys the tag keys that are enabled for AWS
     * @param tagMapping which of them are shown as others
     */
    Ec2MonthlySummary(AwsReference reference, Collection<String> enabledKeys, TagMapping tagMapping) {
        this.reference = reference;
        this.ids = new RowIds(TABLE.name(), reference.day());
        this.tags = new LabelTexts(new HashSet<>(enabledKeys)::contains);
        this.tagMapping = tagMapping;
    }

    /** Adds a day. Days come in their order. */
    void add(LocalDate day, Ec2Day contribution) {
        contribution.instances().forEach((id, instance) -> instances.computeIfAbsent(id, first -> new InstanceMonth(day)).add(day, instance));
        for (String other : contribution.others()) {
            InstanceMonth known = instances.get(other);
            if (known != null) {
                known.sums.addDayWithoutAttributes();
            }
        }
    }

    /** Why the month cannot be published: a column would be NULL that the table declares NOT NULL, or is no number. The incumbent's insert fails too. */
    Optional<HeldBack> heldBack() {
        for (Map.Entry<String, InstanceMonth> instance : instances.entrySet()) {
            Instance sums = instance.getValue().sums;
            if (!sums.attributes().isEmpty() && sums.account() == null) {
                return Optional.of(MissingValue.ACCOUNT.of(TABLE.name()));
            }
            if (!sums.attributes().isEmpty() && sums.currency() == null) {
                return Optional.of(MissingValue.CURRENCY.of(TABLE.name()));
            }
            for (Attributes attributes : sums.attributes()) {
                if (!isWhole(attributes.vcpu())) {
                    return Optional.of(new HeldBack("The bill says that the instance " + instance.getKey() + " has \"" + attributes.vcpu()
                            + "\" virtual CPUs (product_vcpu), which is no whole number. Correct the report and deliver it again.", null, "vcpu"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWhole(String text) {
        try {
            return text == null || text.isEmpty() || Integer.parseInt(text) >= Integer.MIN_VALUE;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Writes the rows. An instance whose last day has no line item for computing has none. */
    void write(DayWriter writer) {
        instances.forEach((id, month) -> {
            for (Attributes attributes : month.sums.attributes()) {
                writer.write(TABLE, new Row(this, id, month, attributes));
            }
        });
    }
}
