package io.costflow.demo;

import io.costflow.demo.DemoCluster.Node;
import io.costflow.demo.DemoCluster.Pod;
import io.costflow.demo.PodHour.Amounts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** Makes up what the pods of a cluster use, hour by hour: the same for the same seed, whatever was written before. */
final class DemoUsage {
    private static final double GIBIBYTE = 1L << 30;
    private static final double SECONDS = 3600;
    private static final int HOURS = 24;
    private static final int NOON = 12;

    private final DemoCluster cluster;
    private final long seed;
    private final LakeWriter writer;

    DemoUsage(DemoCluster cluster, long seed, LakeWriter writer) {
        this.cluster = cluster;
        this.seed = seed;
        this.writer = writer;
    }

    /**
     * Writes a day.
     *
     * @param day the day
     * @param twoChunks whether the pods' file is cut in two at noon
     */
    void write(LocalDate day, boolean twoChunks) throws IOException {
        SplittableRandom random = new SplittableRandom(seed * 31 + day.toEpochDay());
        try (DayFiles<PodHour> pods = writer.pods(day);
                DayFiles<VolumeHour> volumes = writer.volumes(day);
                DayFiles<NodeHour> nodeLabels = writer.nodeLabels(day);
                DayFiles<NamespaceHour> namespaceLabels = writer.namespaceLabels(day)) {
            for (int hour = 0; hour < HOURS; hour++) {
                if (twoChunks && hour == NOON) {
                    pods.endChunk();
                }
                LocalDateTime time = day.atTime(hour, 0);
                Instant start = time.toInstant(ZoneOffset.UTC);
                for (Pod pod : cluster.pods()) {
                    pods.write(podHour(pod, start, time, random));
                    if (pod.claim() != null) {
                        volumes.write(volumeHour(pod, start, time));
                    }
                }
                for (Node node : cluster.nodes()) {
                    nodeLabels.write(new NodeHour(start, node.name(), node.labels()));
                }
                for (DemoCluster.Namespace namespace : cluster.namespaces()) {
                    namespaceLabels.write(new NamespaceHour(start, namespace.name(), namespace.labels()));
                }
            }
        }
    }

    private static PodHour podHour(Pod pod, Instant start, LocalDateTime time, SplittableRandom random) {
        Workload workload = pod.workload();
        double load = workload.load().at(time);
        double cpu = workload.cores() * SECONDS;
        double memory = workload.gibibytes() * GIBIBYTE * SECONDS;
        double limit = workload.isPlatform() ? 0 : 2;
        Node node = pod.nodeAt(start);
        return new PodHour(
                start,
                pod.namespace(),
                node.name(),
                node.resourceId(),
                pod.name(),
                pod.labels(),
                new Amounts(cpu * load * noise(random), cpu, cpu * limit),
                new Amounts(memory * (0.5 + load / 3) * noise(random), memory, memory * limit),
                node.cores(),
                node.bytes());
    }

    /** A volume fills over the month and is emptied at its end. */
    private static VolumeHour volumeHour(Pod pod, Instant start, LocalDateTime time) {
        DemoCluster.Claim claim = pod.claim();
        double filled = 0.35 + 0.4 * (time.getDayOfMonth() - 1 + time.getHour() / (double) HOURS) / 31;
        return new VolumeHour(
                start,
                pod.namespace(),
                pod.nodeAt(start).name(),
                pod.name(),
                claim.name(),
                claim.volume(),
                claim.bytes(),
                claim.bytes(),
                claim.bytes() * filled,
                claim.labels());
    }

    private static double noise(SplittableRandom random) {
        return 0.85 + 0.3 * random.nextDouble();
    }
}
