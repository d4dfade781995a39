package io.costflow.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file in memory, to be written again with something changed.
 *
 * @param schema its columns, all of them flat
 * @param rows the values by column; NULL is absent. Text is a {@link Binary}
 */
record ParquetTable(MessageType schema, List<Map<String, Object>> rows) {

    /** Without Hadoop's configuration, which would be read from XML again for each file. */
    private static final ParquetReadOptions OPTIONS = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();

    static ParquetTable read(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), OPTIONS)) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            List<Map<String, Object>> rows = new ArrayList<>();
            for (PageReadStore rowGroup = reader.readNextRowGroup(); rowGroup != null; rowGroup = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory().getColumnIO(schema).getRecordReader(rowGroup, new GroupRecordConverter(schema));
                for (long row = 0; row < rowGroup.getRowCount(); row++) {
                    rows.add(values((SimpleGroup) records.read(), schema));
                }
            }
            return new ParquetTable(schema, rows);
        }
    }

    /** Replaces the file, if there is one. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            for (Map<String, Object> row : rows) {
                writer.write(group(row));
            }
        }
    }

    /** Some of the rows. */
    ParquetTable rows(int from, int to) {
        return new ParquetTable(schema, rows.subList(from, to));
    }

    /** With the rows of another table behind these. */
    ParquetTable and(ParquetTable more) {
        return new ParquetTable(schema, Stream.concat(rows.stream(), more.rows.stream()).toList());
    }

    ParquetTable without(String column) {
        return new ParquetTable(new MessageType(schema.getName(), schema.getFields().stream().filter(field -> !field.getName().equals(column)).toList()), rows);
    }

    /** With every value of a column that is not NULL changed, perhaps to another type. */
    ParquetTable with(Type column, UnaryOperator<Object> change) {
        List<Type> fields = schema.getFields().stream().map(field -> field.getName().equals(column.getName()) ? column : field).toList();
        List<Map<String, Object>> changed = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> copy = new LinkedHashMap<>(row);
            copy.computeIfPresent(column.getName(), (name, value) -> change.apply(value));
            changed.add(copy);
        }
        return new ParquetTable(new MessageType(schema.getName(), fields), changed);
    }

    /** With every value of a column that is not NULL changed. */
    ParquetTable with(String column, UnaryOperator<Object> change) {
        return with(schema.getType(column), change);
    }

    private Group group(Map<String, Object> row) {
        SimpleGroup group = new SimpleGroup(schema);
        for (Type field : schema.getFields()) {
            Object value = row.get(field.getName());
            if (value instanceof Binary text) {
                group.add(field.getName(), text);
            } else if (value instanceof Double number) {
                group.add(field.getName(), number);
            } else if (value instanceof Long number) {
                group.add(field.getName(), number);
            } else if (value instanceof Integer number) {
                group.add(field.getName(), number);
            } else if (value instanceof Boolean truth) {
                group.add(field.getName(), truth);
            }
        }
        return group;
    }

    private static Map<String, Object> values(SimpleGroup group, MessageType schema) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Type field : schema.getFields()) {
            String name = field.getName();
            if (group.getFieldRepetitionCount(name) > 0) {
                row.put(name, switch (field.asPrimitiveType().getPrimitiveTypeName()) {
                    case BINARY -> group.getBinary(name, 0);
                    case DOUBLE -> group.getDouble(name, 0);
                    case INT64 -> group.getLong(name, 0);
                    case INT32 -> group.getInteger(name, 0);
                    case BOOLEAN -> group.getBoolean(name, 0);
                    default -> throw new IllegalArgumentException("koku's files have no " + field);
                });
            }
        }
        return row;
    }
}
