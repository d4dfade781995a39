package io.costflow.inventory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.inventory.InventoryCheckpoint.HeldDay;
import io.costflow.settings.SourceSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The enumerator's checkpoint in bytes: sources and folders once, then days with their files, compressed. Report types are named, not numbered, so that new
 * ones may come anywhere; a change of the layout is a new version, and the older ones stay readable.
 */
final class InventoryCheckpointSerializer implements SimpleVersionedSerializer<InventoryCheckpoint> {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(InventoryCheckpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            output.writeLong(checkpoint.lastRevision());
            output.writeInt(checkpoint.combinerVersions().size());
            for (Map.Entry<ReportType, Integer> version : checkpoint.combinerVersions().entrySet()) {
                output.writeUTF(version.getKey().name());
                output.writeInt(version.getValue());
            }
            List<SourceSettings> sources = checkpoint.days().stream().map(HeldDay::source).distinct().toList();
            List<String> folders =
                    checkpoint.days().stream().flatMap(day -> day.files().stream()).map(InventoryCheckpointSerializer::folder).distinct().toList();
            writeTexts(output, sources.stream().map(InventoryCheckpointSerializer::json).toList());
            writeTexts(output, folders);
            Map<Object, Integer> places = new LinkedHashMap<>();
            sources.forEach(source -> places.put(source, places.size()));
            folders.forEach(folder -> places.put(folder, places.size() - sources.size()));
            output.writeInt(checkpoint.days().size());
            for (HeldDay day : checkpoint.days()) {
                write(output, day, places);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream output, HeldDay day, Map<Object, Integer> places) throws IOException {
        output.writeInt(places.get(day.source()));
        output.writeLong(day.day().epochDay());
        output.writeLong(day.goneSince());
        output.writeInt(day.files().size());
        for (LakeFile file : day.files()) {
            output.writeUTF(file.type().name());
            output.writeInt(places.get(folder(file)));
            output.writeUTF(file.name());
            output.writeLong(file.size());
            output.writeLong(file.modified());
        }
    }

    @Override
    public InventoryCheckpoint deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("The inventory's checkpoint was written as version " + version + ", and this release reads version " + VERSION + " only.");
        }
        try (DataInputStream input = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(serialized)))) {
            long lastRevision = input.readLong();
            Map<ReportType, Integer> versions = new LinkedHashMap<>();
            for (int i = input.readInt(); i > 0; i--) {
                versions.put(ReportType.valueOf(input.readUTF()), input.readInt());
            }
            List<SourceSettings> sources = new ArrayList<>();
            for (String json : readTexts(input)) {
                sources.add(JSON.readValue(json, SourceSettings.class));
            }
            List<String> folders = readTexts(input);
            List<HeldDay> days = new ArrayList<>();
            for (int i = input.readInt(); i > 0; i--) {
                days.add(read(input, sources, folders));
            }
            return new InventoryCheckpoint(lastRevision, versions, days);
        }
    }

    private static HeldDay read(DataInputStream input, List<SourceSettings> sources, List<String> folders) throws IOException {
        SourceSettings source = sources.get(input.readInt());
        SourceDay day = new SourceDay(source.tenant(), source.uuid(), input.readLong());
        long goneSince = input.readLong();
        List<LakeFile> files = new ArrayList<>();
        for (int i = input.readInt(); i > 0; i--) {
            ReportType type = ReportType.valueOf(input.readUTF());
            files.add(new LakeFile(type, folders.get(input.readInt()) + input.readUTF(), input.readLong(), input.readLong()));
        }
        return new HeldDay(source, day, goneSince, files);
    }

    /** With the slash at its end. */
    private static String folder(LakeFile file) {
        return file.path().substring(0, file.path().length() - file.name().length());
    }

    private static void writeTexts(DataOutputStream output, List<String> texts) throws IOException {
        output.writeInt(texts.size());
        for (String text : texts) {
            output.writeUTF(text);
        }
    }

    private static List<String> readTexts(DataInputStream input) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = input.readInt(); i > 0; i--) {
            texts.add(input.readUTF());
        }
        return texts;
    }

    private static String json(SourceSettings source) {
        try {
            return JSON.writeValueAsString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
