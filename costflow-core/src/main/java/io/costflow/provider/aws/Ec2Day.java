package io.costflow.provider.aws;

import io.costflow.day.CodePointOrder;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.CompactReader;
import io.costflow.provider.CompactWriter;
import io.costflow.provider.aws.AwsLineItems.Daily.Dimension;
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
        private AwsTotals totals = new AwsTotals();

        /** Adds a group of line items. What a savings plan covers costs nothing here, unlike in the daily summary. */
        private void add(GroupTable table, int group) {
            attributes.add(Attributes.of(table, group));
            account = CodePointOrder.larger(account, Dimension.ACCOUNT.of(table, group));
            operatingSystem = CodePointOrder.larger(operatingSystem, AwsBill.nullIfEmpty(Dimension.OPERATING_SYSTEM.of(table, group)));
            region = CodePointOrder.larger(region, AwsBill.nullIfEmpty(Dimension.REGION.of(table, group)));
            unit = CodePointOrder.larger(unit, AwsBill.nullIfEmpty(Dimension.UNIT.of(table, group)));
            currency = CodePointOrder.larger(currency, Dimension.CURRENCY.of(table, group));
            totals.add(table, group, false);
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
            totals.add(later.totals);
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
            instance.totals = AwsTotals.of(reader);
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
            totals.write(writer);
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

        AwsTotals totals() {
            return totals;
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
