package io.costflow.provider.openshift;

import io.costflow.provider.CompactReader;
import io.costflow.provider.CompactWriter;
import io.costflow.provider.openshift.ClusterUsage.VolumeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes a cluster's usage compactly. */
final class ClusterUsageCodec {

    private static final int VERSION = 2;

    private ClusterUsageCodec() {}

    static byte[] encode(ClusterUsage usage) {
        CompactWriter writer = new CompactWriter(VERSION);
        writer.integer(usage.reportPeriod());
        writer.texts(usage.resourceIds());
        writer.integer(usage.volumes().size());
        for (VolumeName volume : usage.volumes()) {
            writer.text(volume.volume());
            writer.text(volume.csiVolumeHandle());
        }
        writer.texts(usage.nodes());
        writer.texts(usage.namespaces());
        writer.integer(usage.rows().size());
        for (ClusterRow row : usage.rows()) {
            write(row, writer);
        }
        return writer.bytes();
    }

    private static void write(ClusterRow row, CompactWriter writer) {
        writer.flag(row.storage());
        writer.text(row.namespace());
        writer.text(row.node());
        writer.text(row.resourceId());
        writer.text(row.podLabels());
        writer.text(row.volumeLabels());
        writer.text(row.claim());
        writer.text(row.volume());
        writer.text(row.storageClass());
        writer.text(row.csiVolumeHandle());
        writer.number(row.costCategory() == null ? null : row.costCategory().doubleValue());
        writer.number(row.claimCapacity());
        writer.number(row.effectiveCpu());
        writer.number(row.effectiveMemory());
        writer.number(row.nodeCpu());
        writer.number(row.nodeMemory());
    }

    static ClusterUsage decode(byte[] bytes) {
        CompactReader reader = new CompactReader(bytes, VERSION, "The usage of a cluster");
        int reportPeriod = reader.integer();
        Set<String> resourceIds = reader.texts();
        Set<VolumeName> volumes = new LinkedHashSet<>();
        for (int left = reader.integer(); left > 0; left--) {
            volumes.add(new VolumeName(reader.text(), reader.text()));
        }
        Set<String> nodes = reader.texts();
        Set<String> namespaces = reader.texts();
        List<ClusterRow> rows = new ArrayList<>();
        for (int left = reader.integer(); left > 0; left--) {
            rows.add(row(reader));
        }
        return new ClusterUsage(reportPeriod, rows, resourceIds, volumes, nodes, namespaces);
    }

    private static ClusterRow row(CompactReader reader) {
        return new ClusterRow(
                reader.flag(), reader.text(), reader.text(), reader.text(), reader.text(), reader.text(), reader.text(), reader.text(), reader.text(),
                reader.text(), category(reader), reader.number(), reader.number(), reader.number(), reader.number(), reader.number());
    }

    private static Integer category(CompactReader reader) {
        Double number = reader.number();
        return number == null ? null : (Integer) number.intValue();
    }
}
