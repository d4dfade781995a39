package io.costflow.provider.aws;

import io.costflow.day.CodePointOrder;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.CompactReader;
import io.costflow.provider.CompactWriter;
import io.costflow.provider.aws.AwsLineItems.Daily.Amount;
import io.costflow.provider.aws.AwsLineItems.Daily.Dimension;
import io.costflow.provider.cloud.Numbers;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a day of a bill says of EC2 instances: the part that it contributes to the summary of their month.
 *
 * @param instances the instances that have line items for computing, by resource id
 * @param others the ids of all other resources: a line item of any kind makes the day the last one of an instance
 */
record Ec2Day(Map<String, Instance> instances, Set<String> others) {

    private static final int VERSION = 1;

    /** What is shown of an instance as its last day has it: texts as AWS wrote them, so that two texts of equal tags make two rows. */
    record Attributes(String instanceType, String tags, String costCategory, String memory, String vcpu) {

        static Attributes of(GroupTable table, int group) {
            return new Attributes(
                    Dimension.INSTANCE_TYPE.of(table, group),
                    Dimension.TAGS.of(table, group),
                    Dimension.COST_CATEGORY.of(table, group),
                    Dimension.MEMORY.of(table, group),
                    Dimension.VCPU.of(table, group));
        }

        static Attributes of(CompactReader reader) {
            return new Attributes(reader.text(), reader.text(), reader.text(), reader.text(), reader.text());
        }

        void write(CompactWriter writer) {
            writer.text(instanceType);
            writer.text(tags);
            writer.text(costCategory);
            writer.text(memory);
            writer.text(vcpu);
        }
    }

    /** The sums and largest values of an instance over some days, and its attributes of the last one. */
    static final class Instance {
        private final Set<Attributes> attributes = new LinkedHashSet<>();
        private String account;
        private String operatingSystem;
        private String region;
        private String unit;
        private String currency;
        private double usage = Numbers.NULL;
        private double normalizationFactor = Numbers.NULL;
        private double normalizedUsage = Numbers.NULL;
        private double unblendedRate = Numbers.NULL;
        private double blendedRate = Numbers.NULL;
        private double onDemandRate = Numbers.NULL;
        private double unblended = Numbers.NULL;
        private double blended = Numbers.NULL;
        private double savingsPlan = Numbers.NULL;
        private double amortized = Numbers.NULL;
        private double onDemand = Numbers.NULL;

        /** Adds a group of line items. What a savings plan covers costs nothing here, unlike in the daily summary. */
        private void add(GroupTable table, int group) {
            String type = Dimension.LINE_ITEM_TYPE.of(table, group);
            boolean covered = SavingsPlans.COVERED.equals(type);
            double cost = Amount.UNBLENDED_COST.of(table, group);
            double effectiveCost = Amount.SAVINGS_PLAN_COST.of(table, group);
            attributes.add(Attributes.of(table, group));
            account = CodePointOrder.larger(account, Dimension.ACCOUNT.of(table, group));
            operatingSystem = CodePointOrder.larger(operatingSystem, AwsBill.nullIfEmpty(Dimension.OPERATING_SYSTEM.of(table, group)));
            region = CodePointOrder.larger(region, AwsBill.nullIfEmpty(Dimension.REGION.of(table, group)));
            unit = CodePointOrder.larger(unit, AwsBill.nullIfEmpty(Dimension.UNIT.of(table, group)));
            currency = CodePointOrder.larger(currency, Dimension.CURRENCY.of(table, group));
            usage = Numbers.sum(usage, SavingsPlans.NEGATION.equals(type) ? 0 : Amount.USAGE_AMOUNT.of(table, group));
            normalizationFactor = Numbers.larger(normalizationFactor, Amount.NORMALIZATION_FACTOR.of(table, group));
            normalizedUsage = Numbers.sum(normalizedUsage, Amount.NORMALIZED_USAGE.of(table, group));
            unblendedRate = Numbers.larger(unblendedRate, Amount.UNBLENDED_RATE.of(table, group));
            blendedRate = Numbers.larger(blendedRate, Amount.BLENDED_RATE.of(table, group));
            onDemandRate = Numbers.larger(onDemandRate, Amount.ON_DEMAND_RATE.of(table, group));
            unblended = Numbers.sum(unblended, covered ? 0 : cost);
            blended = Numbers.sum(blended, covered ? 0 : Amount.BLENDED_COST.of(table, group));
            savingsPlan = Numbers.sum(savingsPlan, effectiveCost);
            amortized = Numbers.sum(amortized, SavingsPlans.amortized(type, cost, effectiveCost));
            onDemand = Numbers.sum(onDemand, Amount.ON_DEMAND_COST.of(table, group));
        }

        /** Adds what the instance is on a later day. */
        void add(Instance later) {
            attributes.clear();
            attributes.addAll(later.attributes);
            account = CodePointOrder.larger(account, later.account);
            operatingSystem = CodePointOrder.larger(operatingSystem, later.operatingSystem);
            region = CodePointOrder.larger(region, later.region);
            unit = CodePointOrder.larger(unit, later.unit);
            currency = CodePointOrder.larger(currency, later.currency);
            usage = Numbers.sum(usage, later.usage);
            normalizationFactor = Numbers.larger(normalizationFactor, later.normalizationFactor);
            normalizedUsage = Numbers.sum(normalizedUsage, later.normalizedUsage);
            unblendedRate = Numbers.larger(unblendedRate, later.unblendedRate);
            blendedRate = Numbers.larger(blendedRate, later.blendedRate);
            onDemandRate = Numbers.larger(onDemandRate, later.onDemandRate);
            unblended = Numbers.sum(unblended, later.unblended);
            blended = Numbers.sum(blended, later.blended);
            savingsPlan = Numbers.sum(savingsPlan, later.savingsPlan);
            amortized = Numbers.sum(amortized, later.amortized);
            onDemand = Numbers.sum(onDemand, later.onDemand);
        }

        /** A later day has line items of the instance, but none for computing: it has no attributes then. */
        void addDayWithoutAttributes() {
            attributes.clear();
        }

        private static Instance of(CompactReader reader) {
            Instance instance = new Instance();
            for (int left = reader.integer(); left > 0; left--) {
                instance.attributes.add(Attributes.of(reader));
            }
            instance.account = reader.text();
            instance.operatingSystem = reader.text();
            instance.region = reader.text();
            instance.unit = reader.text();
            instance.currency = reader.text();
            instance.usage = reader.real();
            instance.normalizationFactor = reader.real();
            instance.normalizedUsage = reader.real();
            instance.unblendedRate = reader.real();
            instance.blendedRate = reader.real();
            instance.onDemandRate = reader.real();
            instance.unblended = reader.real();
            instance.blended = reader.real();
            instance.savingsPlan = reader.real();
            instance.amortized = reader.real();
            instance.onDemand = reader.real();
            return instance;
        }

        private void write(CompactWriter writer) {
            writer.integer(attributes.size());
            attributes.forEach(those -> those.write(writer));
            writer.text(account);
            writer.text(operatingSystem);
            writer.text(region);
            writer.text(unit);
            writer.text(currency);
            writer.real(usage);
            writer.real(normalizationFactor);
            writer.real(normalizedUsage);
            writer.real(unblendedRate);
            writer.real(blendedRate);
            writer.real(onDemandRate);
            writer.real(unblended);
            writer.real(blended);
            writer.real(savingsPlan);
            writer.real(amortized);
            writer.real(onDemand);
        }

        Set<Attributes> attributes() {
            return attributes;
        }

        String account() {
            return account;
        }

        String operatingSystem() {
            return operatingSystem;
        }

        String region() {
            return region;
        }

        String unit() {
            return unit;
        }

        String currency() {
            return currency;
        }

        double usage() {
            return usage;
        }

        double normalizationFactor() {
            return normalizationFactor;
        }

        double normalizedUsage() {
            return normalizedUsage;
        }

        double unblendedRate() {
            return unblendedRate;
        }

        double blendedRate() {
            return blendedRate;
        }

        double onDemandRate() {
            return onDemandRate;
        }

        double unblended() {
            return unblended;
        }

        double blended() {
            return blended;
        }

        double savingsPlan() {
            return savingsPlan;
        }

        double amortized() {
            return amortized;
        }

        double onDemand() {
            return onDemand;
        }
    }

    /** Takes the instances out of a day's line items. */
    static Ec2Day of(List<GroupTable> daily) {
        Map<String, Instance> instances = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        for (GroupTable table : daily) {
            for (int group = 0; group < table.size(); group++) {
                String resource = AwsBill.nullIfEmpty(Dimension.RESOURCE_ID.of(table, group));
                if (resource != null && isForComputing(table, group)) {
                    instances.computeIfAbsent(resource, id -> new Instance()).add(table, group);
                } else if (resource != null) {
                    others.add(resource);
                }
            }
        }
        others.removeAll(instances.keySet());
        return new Ec2Day(instances, others);
    }

    private static boolean isForComputing(GroupTable table, int group) {
        String family = Dimension.PRODUCT_FAMILY.of(table, group);
        return "AmazonEC2".equals(Dimension.PRODUCT_CODE.of(table, group)) && family != null && family.contains("Compute Instance");
    }

    byte[] encode() {
        CompactWriter writer = new CompactWriter(VERSION);
        writer.integer(instances.size());
        instances.forEach((id, instance) -> {
            writer.text(id);
            instance.write(writer);
        });
        writer.texts(others);
        return writer.bytes();
    }

    static Ec2Day decode(byte[] bytes) {
        CompactReader reader = new CompactReader(bytes, VERSION, "A day of instances");
        Map<String, Instance> instances = new LinkedHashMap<>();
        for (int left = reader.integer(); left > 0; left--) {
            instances.put(reader.text(), Instance.of(reader));
        }
        return new Ec2Day(instances, reader.texts());
    }
}
