package io.costflow.provider.openshift;

import io.costflow.provider.openshift.ClusterUsage.VolumeName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a cluster's usage compactly: every distinct text once, where it is first met, and a number where it is met again. */
final class ClusterUsageCodec {

    private static final int VERSION = 1;
    private static final int NULL = -1;

    private ClusterUsageCodec() {}

    static byte[] encode(ClusterUsage usage) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new Writer(bytes)) {
            writer.out.writeByte(VERSION);
            writer.texts(usage.resourceIds());
            writer.out.writeInt(usage.volumes().size());
            for (VolumeName volume : usage.volumes()) {
                writer.text(volume.volume());
                writer.text(volume.csiVolumeHandle());
            }
            writer.texts(usage.nodes());
            writer.texts(usage.namespaces());
            writer.out.writeInt(usage.rows().size());
            for (ClusterRow row : usage.rows()) {
                writer.row(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ClusterUsage decode(byte[] bytes) {
        try (Reader reader = new Reader(bytes)) {
            int version = reader.in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "The usage of a cluster was encoded as version " + version + ", and this release reads version " + VERSION + " only.");
            }
            Set<String> resourceIds = reader.texts();
            Set<VolumeName> volumes = new LinkedHashSet<>();
            for (int left = reader.in.readInt(); left > 0; left--) {
                volumes.add(new VolumeName(reader.text(), reader.text()));
            }
            Set<String> nodes = reader.texts();
            Set<String> namespaces = reader.texts();
            List<ClusterRow> rows = new ArrayList<>();
            for (int left = reader.in.readInt(); left > 0; left--) {
                rows.add(reader.row());
            }
            return new ClusterUsage(rows, resourceIds, volumes, nodes, namespaces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Writer implements AutoCloseable {
        private final DataOutputStream out;
        private final Map<String, Integer> known = new HashMap<>();

        private Writer(ByteArrayOutputStream bytes) {
            out = new DataOutputStream(bytes);
        }

        private void row(ClusterRow row) throws IOException {
            out.writeBoolean(row.storage());
            text(row.namespace());
            text(row.node());
            text(row.resourceId());
            text(row.podLabels());
            text(row.volumeLabels());
            text(row.claim());
            text(row.volume());
            text(row.storageClass());
            text(row.csiVolumeHandle());
            number(row.costCategory() == null ? null : row.costCategory().doubleValue());
            number(row.claimCapacity());
            number(row.effectiveCpu());
            number(row.effectiveMemory());
            number(row.nodeCpu());
            number(row.nodeMemory());
        }

        private void texts(Set<String> texts) throws IOException {
            out.writeInt(texts.size());
            for (String text : texts) {
                text(text);
            }
        }

        private void text(String text) throws IOException {
            Integer number = text == null ? (Integer) NULL : known.get(text);
            if (number != null) {
                out.writeInt(number);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(known.size());
            out.writeInt(bytes.length);
            out.write(bytes);
            known.put(text, known.size());
        }

        private void number(Double number) throws IOException {
            out.writeBoolean(number != null);
            if (number != null) {
                out.writeDouble(number);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private final List<String> known = new ArrayList<>();

        private Reader(byte[] bytes) {
            in = new DataInputStream(new ByteArrayInputStream(bytes));
        }

        private ClusterRow row() throws IOException {
            return new ClusterRow(
                    in.readBoolean(), text(), text(), text(), text(), text(), text(), text(), text(), text(), category(),
                    number(), number(), number(), number(), number());
        }

        private Set<String> texts() throws IOException {
            Set<String> texts = new LinkedHashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                texts.add(text());
            }
            return texts;
        }

        private String text() throws IOException {
            int number = in.readInt();
            if (number == NULL) {
                return null;
            }
            if (number == known.size()) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                known.add(new String(bytes, StandardCharsets.UTF_8));
            }
            return known.get(number);
        }

        private Integer category() throws IOException {
            Double number = number();
            return number == null ? null : (Integer) number.intValue();
        }

        private Double number() throws IOException {
            return in.readBoolean() ? (Double) in.readDouble() : null;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
