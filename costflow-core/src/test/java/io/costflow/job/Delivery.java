package io.costflow.job;

import io.costflow.testbed.AwsHour;
import io.costflow.testbed.AwsProduct;
import io.costflow.testbed.AwsProduct.Unit;
import io.costflow.testbed.DayFiles;
import io.costflow.testbed.LakeWriter;
import io.costflow.testbed.NamespaceHour;
import io.costflow.testbed.NodeHour;
import io.costflow.testbed.PodHour;
import io.costflow.testbed.PodHour.Amounts;
import io.costflow.testbed.VolumeHour;
import io.costflow.testbed.VolumeHour.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * What was delivered of a source's day.
 *
 * @param manifest the number in the files' names
 * @param hours how many hours of the day there are
 * @param variant which of the day's possible amounts these are: equal variants begin with equal hours
 */
record Delivery(FleetSource source, LocalDate day, int manifest, int hours, int variant) {

    /** The day of the month on which a cluster's web pods carry the label {@code event}. */
    static final int EVENT = 3;

    private static final double HOUR = 3600;
    private static final double GIBIBYTE = 1 << 30;
    private static final AwsProduct MACHINE = new AwsProduct(
            "AWS", "AmazonEC2", "Amazon Elastic Compute Cloud", "Compute Instance", "m6i.xlarge", "EUC1-BoxUsage:m6i.xlarge", "RunInstances", Unit.HOURS, 0.23);
    private static final AwsProduct DISK = new AwsProduct(
            "AWS", "AmazonEC2", "Amazon Elastic Compute Cloud", "Storage", "", "EUC1-EBS:VolumeUsage.gp3", "CreateVolume-Gp3", Unit.GIBIBYTE_MONTHS, 0.0952);
    private static final AwsProduct BUCKET = new AwsProduct(
            "AWS", "AmazonS3", "Amazon Simple Storage Service", "Storage", "", "EUC1-TimedStorage-ByteHrs", "StandardStorage", Unit.GIBIBYTE_MONTHS, 0.0245);

    /** Writes the day's files below a folder, in the lake's layout. */
    void write(Path folder) throws IOException {
        LakeWriter writer = new LakeWriter(folder, FleetSource.TENANT, source.uuid(), manifest);
        SplittableRandom random = new SplittableRandom(31L * (31L * source.ordinal() + day.toEpochDay()) + variant);
        if (source == FleetSource.AWS) {
            writeBill(writer, random);
        } else {
            writeUsage(writer, random);
        }
    }

    private Instant hour(int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    private void writeUsage(LakeWriter writer, SplittableRandom random) throws IOException {
        Volume volume = new Volume("pv-" + source.shortName(), "gp3", "ebs.csi.aws.com", source.disk(), "{}");
        String event = day.getDayOfMonth() == EVENT ? ", \"event\": \"sale\"" : "";
        try (DayFiles<PodHour> pods = writer.pods(day);
                DayFiles<VolumeHour> volumes = writer.volumes(day);
                DayFiles<NodeHour> nodes = writer.nodeLabels(day);
                DayFiles<NamespaceHour> namespaces = writer.namespaceLabels(day)) {
            for (int i = 0; i < hours; i++) {
                pods.write(pod(hour(i), "shop", 1, "web-0", "{\"app\": \"web\", \"team\": \"shop\"" + event + "}", random));
                pods.write(pod(hour(i), "data", 2, "db-0", "{\"app\": \"db\", \"team\": \"data\"}", random));
                double used = GIBIBYTE * (1 + random.nextDouble());
                volumes.write(new VolumeHour(
                        hour(i), "data", source.node(2), "db-0", "data", volume, 4 * GIBIBYTE, 4 * GIBIBYTE, used, "{\"app\": \"db\"}"));
                nodes.write(new NodeHour(hour(i), source.node(1), "{\"zone\": \"a\"}"));
                nodes.write(new NodeHour(hour(i), source.node(2), "{\"zone\": \"b\"}"));
                namespaces.write(new NamespaceHour(hour(i), "shop", "{\"unit\": \"sales\"}"));
            }
        }
    }

    private PodHour pod(Instant hour, String namespace, int node, String name, String labels, SplittableRandom random) {
        Amounts cpu = new Amounts(random.nextDouble() * HOUR, HOUR / 2, HOUR);
        Amounts memory = new Amounts(random.nextDouble() * GIBIBYTE * HOUR, GIBIBYTE * HOUR / 2, GIBIBYTE * HOUR);
        return new PodHour(hour, namespace, source.node(node), source.machine(node), name, labels, cpu, memory, 4, 16 * GIBIBYTE);
    }

    private void writeBill(LakeWriter writer, SplittableRandom random) throws IOException {
        try (DayFiles<AwsHour> bill = writer.awsBill(day)) {
            for (int i = 0; i < hours; i++) {
                double price = 0.2 + 0.1 * random.nextDouble();
                for (FleetSource cluster : FleetSource.CLUSTERS) {
                    bill.write(item(hour(i), MACHINE, cluster.machine(1), 1, price, "{}"));
                    bill.write(item(hour(i), MACHINE, cluster.machine(2), 1, price, "{}"));
                    bill.write(item(hour(i), DISK, cluster.disk(), 4.0 / 720, price / 10, "{}"));
                }
                bill.write(item(hour(i), BUCKET, "pictures", 0.1, price / 20, "{\"app\": \"web\"}"));
            }
        }
    }

    private static AwsHour item(Instant hour, AwsProduct product, String resource, double usage, double cost, String tags) {
        return new AwsHour(hour, "123456789012", product, "Usage", resource, "eu-central-1a", usage, cost, 0, tags);
    }
}
