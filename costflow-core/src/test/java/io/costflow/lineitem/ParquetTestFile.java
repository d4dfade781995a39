package io.costflow.lineitem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes small Parquet files for tests: {@code ParquetTestFile.with("required int64 at (TIMESTAMP(MILLIS,true))", "optional double cpu").row(0L, 1.5).file()}.
 * Columns are in the notation of Parquet's schemas. A value is a Java object of the physical type, a String for text, or null for NULL.
 */
public final class ParquetTestFile {

    private final MessageType schema;
    private final List<Object[]> rows = new ArrayList<>();
    private WriterVersion version = WriterVersion.PARQUET_1_0;
    private CompressionCodecName codec = CompressionCodecName.SNAPPY;
    private boolean dictionary = true;
    private int dictionaryBytes = 1 << 20;
    private boolean byteStreamSplit;
    private int rowGroupRows = Integer.MAX_VALUE;
    private int pageRows = 20_000;

    private ParquetTestFile(MessageType schema) {
        this.schema = schema;
    }

    public static ParquetTestFile with(String... columns) {
        String fields = Arrays.stream(columns).map(column -> column.endsWith("}") ? column : column + ";").collect(Collectors.joining(" "));
        return new ParquetTestFile(MessageTypeParser.parseMessageType("message rows { " + fields + " }"));
    }

    public ParquetTestFile row(Object... values) {
        rows.add(values);
        return this;
    }

    public ParquetTestFile rows(Iterable<Object[]> more) {
        more.forEach(rows::add);
        return this;
    }

    public ParquetTestFile version(WriterVersion chosen) {
        version = chosen;
        return this;
    }

    public ParquetTestFile codec(CompressionCodecName chosen) {
        codec = chosen;
        return this;
    }

    public ParquetTestFile withoutDictionary() {
        dictionary = false;
        return this;
    }

    /** Beyond this size of its dictionary a column goes on in plain pages. */
    public ParquetTestFile dictionaryBytes(int most) {
        dictionaryBytes = most;
        return this;
    }

    public ParquetTestFile byteStreamSplit() {
        byteStreamSplit = true;
        return this;
    }

    public ParquetTestFile rowGroupRows(int count) {
        rowGroupRows = count;
        return this;
    }

    public ParquetTestFile pageRows(int most) {
        pageRows = most;
        return this;
    }

    public BytesFile file() {
        BytesFile.Target target = new BytesFile.Target();
        boolean oneRowGroup = rowGroupRows == Integer.MAX_VALUE;
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(target)
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withWriterVersion(version)
                .withCompressionCodec(codec)
                .withDictionaryEncoding(dictionary)
                .withDictionaryPageSize(dictionaryBytes)
                .withByteStreamSplitEncoding(byteStreamSplit)
                .withPageRowCountLimit(pageRows)
                // The size is looked at only every so many rows, and is too large then.
                .withRowGroupSize(oneRowGroup ? 1L << 30 : 1L)
                .withMinRowCountForPageSizeCheck(oneRowGroup ? 100 : rowGroupRows)
                .withMaxRowCountForPageSizeCheck(oneRowGroup ? 10_000 : rowGroupRows)
                .build()) {
            for (Object[] row : rows) {
                writer.write(group(row));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return target.file();
    }

    public void write(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, file().bytes());
    }

    private Group group(Object[] row) {
        Group group = new SimpleGroup(schema);
        for (int field = 0; field < row.length; field++) {
            Object value = row[field];
            if (value instanceof String text) {
                group.add(field, Binary.fromString(text));
            } else if (value instanceof byte[] bytes) {
                group.add(field, Binary.fromConstantByteArray(bytes));
            } else if (value instanceof Double number) {
                group.add(field, number);
            } else if (value instanceof Float number) {
                group.add(field, number);
            } else if (value instanceof Integer number) {
                group.add(field, number);
            } else if (value instanceof Long number) {
                group.add(field, number);
            } else if (value instanceof Boolean truth) {
                group.add(field, truth);
            } else if (value instanceof Group nested) {
                group.add(field, nested);
            } else if (value != null) {
                throw new IllegalArgumentException("A Parquet file cannot hold " + value.getClass() + ".");
            }
        }
        return group;
    }
}
