package io.costflow.lineitem.parquet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Lists the columns that a Parquet file has. */
public final class FileColumns {

    private FileColumns() {}

    /**
     * Returns the columns by their names in lower case, in the order of the file, each with the type that it is read as. Columns that hold neither texts nor numbers
     * nor times, and those with several values in a row, are left out.
     *
     * @throws IOException when the storage fails; a retry may succeed
     * @throws UnreadableFileException when the contents are wrong; a retry cannot succeed
     */
    public static Map<String, ColumnRole> of(InputFile file) throws IOException, UnreadableFileException {
        FailureTrackingFile tracked = new FailureTrackingFile(file);
        try (ParquetFileReader reader = ParquetFileReader.open(tracked, ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            Map<String, ColumnRole> columns = new LinkedHashMap<>();
            for (Type field : reader.getFooter().getFileMetaData().getSchema().getFields()) {
                ColumnRole role = field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED) ? role(field.asPrimitiveType()) : null;
                if (role != null) {
                    columns.put(field.getName().toLowerCase(Locale.ROOT), role);
                }
            }
            return columns;
        } catch (IOException | RuntimeException problem) {
            tracked.throwFailure();
            throw UnreadableFileException.notParquet(UnreadableFileException.sentence(problem), problem);
        }
    }

    private static ColumnRole role(PrimitiveType type) {
        if (TextVector.isText(type)) {
            return ColumnRole.TEXT;
        }
        if (NumberDecoder.of(type) != null) {
            return ColumnRole.NUMBER;
        }
        return TimeDecoder.of(type) != null ? ColumnRole.TIME : null;
    }
}
