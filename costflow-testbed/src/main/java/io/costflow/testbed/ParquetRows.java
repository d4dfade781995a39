package io.costflow.testbed;

import io.costflow.testbed.LineItemColumn.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A Parquet file as pandas writes it for koku: every column optional, snappy, one row group, times in milliseconds, adjusted to UTC or not (storage layout,
 * A.7).
 */
final class ParquetRows implements Closeable {
    /** Larger than any file of koku's: one row group. */
    private static final long ROW_GROUP_BYTES = 1L << 30;

    private final ParquetWriter<Object[]> writer;

    ParquetRows(Path file, List<? extends LineItemColumn<?>> columns) throws IOException {
        Files.createDirectories(file.getParent());
        this.writer = new Builder(new LocalOutputFile(file), columns)
                // Hadoop's own is read from XML for each file
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    /** Writes a row: the values in the columns' order, null where there is none. */
    void write(Object[] row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static Type type(LineItemColumn<?> column) {
        return switch (column.kind()) {
            case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name());
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case TIME -> time(column, false);
            case UTC_TIME -> time(column, true);
        };
    }

    private static Type time(LineItemColumn<?> column, boolean adjustedToUtc) {
        return Types.optional(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.timestampType(adjustedToUtc, TimeUnit.MILLIS)).named(column.name());
    }

    private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
        private final List<? extends LineItemColumn<?>> columns;

        Builder(OutputFile file, List<? extends LineItemColumn<?>> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
            return new RowSupport(columns);
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return new RowSupport(columns);
        }
    }

    private static final class RowSupport extends WriteSupport<Object[]> {
        private final MessageType schema;
        private final Kind[] kinds;
        private RecordConsumer consumer;

        RowSupport(List<? extends LineItemColumn<?>> columns) {
            this.schema = new MessageType("schema", columns.stream().map(ParquetRows::type).toList());
            this.kinds = columns.stream().map(LineItemColumn::kind).toArray(Kind[]::new);
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            this.consumer = recordConsumer;
        }

        @Override
        public void write(Object[] row) {
            consumer.startMessage();
            for (int i = 0; i < row.length; i++) {
                if (row[i] != null) {
                    String name = schema.getFieldName(i);
                    consumer.startField(name, i);
                    writeValue(kinds[i], row[i]);
                    consumer.endField(name, i);
                }
            }
            consumer.endMessage();
        }

        private void writeValue(Kind kind, Object value) {
            switch (kind) {
                case TEXT -> consumer.addBinary(Binary.fromString((String) value));
                case NUMBER -> consumer.addDouble((Double) value);
                case TIME, UTC_TIME -> consumer.addLong((Long) value);
            }
        }
    }
}
