package io.costflow.testbed;

import io.costflow.testbed.DemoCluster.Node;
import io.costflow.testbed.DemoCluster.Pod;
import io.costflow.testbed.PodHour.Amounts;
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
    static final int HOURS = 24;
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
     * What is written of a day.
     *
     * @param hours how many hours of the day are over
     * @param measured what the meters say of what is really used: 1 when they are right
     * @param twoChunks whether the pods' file is cut in two at noon
     */
    record Part(int hours, double measured, boolean twoChunks) {

        /** The whole day, rightly measured. */
        static Part whole(boolean twoChunks) {
            return new Part(HOURS, 1, twoChunks);
        }

        /** The first hours of a day. */
        static Part first(int hours) {
            return new Part(hours, 1, false);
        }

        /** The whole day, wrongly measured. */
        static Part measured(double measured) {
            return new Part(HOURS, measured, false);
        }
    }

    /** Writes a day, or the part of it that is over. */
    void write(LocalDate day, Part part) throws IOException {
        SplittableRandom random = new SplittableRandom(seed * 31 + day.toEpochDay());
        try (DayFiles<PodHour> pods = writer.pods(day);
                DayFiles<VolumeHour> volumes = writer.volumes(day);
                DayFiles<NodeHour> nodeLabels = writer.nodeLabels(day);
                DayFiles<NamespaceHour> namespaceLabels = writer.namespaceLabels(day)) {
            for (int hour = 0; hour < part.hours(); hour++) {
                if (part.twoChunks() && hour == NOON) {
                    pods.endChunk();
                }
                LocalDateTime time = day.atTime(hour, 0);
                Instant start = time.toInstant(ZoneOffset.UTC);
                for (Pod pod : cluster.pods()) {
                    pods.write(podHour(pod, start, time, random, part.measured()));
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

    private static PodHour podHour(Pod pod, Instant start, LocalDateTime time, SplittableRandom random, double measured) {
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
                new Amounts(cpu * load * noise(random) * measured, cpu, cpu * limit),
                new Amounts(memory * (0.5 + load / 3) * noise(random) * measured, memory, memory * limit),
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
