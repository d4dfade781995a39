package io.costflow.lineitem;

import java.io.EOFException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Finds needed columns in the footer of a file. */
final class FileColumns {

    private FileColumns() {}

    /**
     * The columns of the file by the names that are needed: those of that very name, else those whose name differs only in case, since koku writes lower case.
     * Optional columns that the file lacks are left out.
     */
    static Map<String, ColumnDescriptor> find(Collection<NeededColumn> columns, ParquetMetadata footer, long fileLength) throws UnreadableFileException {
        MessageType schema = footer.getFileMetaData().getSchema();
        Map<String, ColumnDescriptor> found = new LinkedHashMap<>();
        for (NeededColumn needed : columns) {
            Type field = field(needed.name(), schema);
            if (field != null) {
                requireFlat(needed.name(), field);
                found.put(needed.name(), schema.getColumnDescription(new String[] {field.getName()}));
            } else if (needed.required()) {
                throw new UnreadableFileException(
                        "The file has no column \"%s\", which is needed. Write the file again with this column.".formatted(needed.name()), needed.name(), null);
            }
        }
        requireReadable(found, footer.getBlocks(), fileLength);
        return found;
    }

    private static Type field(String name, MessageType schema) throws UnreadableFileException {
        if (schema.containsField(name)) {
            return schema.getType(name);
        }
        List<Type> similar = schema.getFields().stream().filter(field -> field.getName().equalsIgnoreCase(name)).toList();
        if (similar.size() > 1) {
            throw new UnreadableFileException(
                    "The file has no column \"%s\", but several that differ from it only in case: %s. Write the file again with one of them."
                            .formatted(name, similar.stream().map(Type::getName).collect(Collectors.joining(", "))),
                    name,
                    null);
        }
        return similar.isEmpty() ? null : similar.get(0);
    }

    private static void requireFlat(String name, Type field) throws UnreadableFileException {
        if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
            throw new UnreadableFileException(
                    "Column \"%s\" is %s, but one plain value per row is needed. Write the file again with such a column."
                            .formatted(name, field.isPrimitive() ? "repeated" : "nested"),
                    name,
                    null);
        }
    }

    /** A place outside the file is found before that much memory is asked for. */
    private static void requireReadable(Map<String, ColumnDescriptor> columns, List<BlockMetaData> rowGroups, long fileLength)
            throws UnreadableFileException {
        Map<String, String> names = columns.entrySet().stream().collect(Collectors.toMap(column -> column.getValue().getPath()[0], Map.Entry::getKey));
        for (BlockMetaData rowGroup : rowGroups) {
            for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
                String name = names.get(chunk.getPath().toDotString());
                if (name == null) {
                    continue;
                }
                long start = chunk.getStartingPos();
                long size = chunk.getTotalSize();
                if (start < 0 || size < 0 || start > fileLength - size) {
                    throw UnreadableFileException.damaged(
                            name, new EOFException("it has " + size + " bytes from byte " + start + " on, but the file has " + fileLength));
                }
                if (!PageDecompression.SUPPORTED.contains(chunk.getCodec())) {
                    throw new UnreadableFileException(
                            "Column \"%s\" is compressed with %s, which cannot be read. Write the file again, compressed with one of %s."
                                    .formatted(name, chunk.getCodec(), PageDecompression.SUPPORTED),
                            name,
                            null);
                }
            }
        }
    }
}
