package io.costflow.lineitem.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.ValuesReader;

/** Reads which rows of a page have a value. The level of a flat column is 1 for a value and 0 for NULL; a required column has no levels. */
interface DefinitionLevelReader {

    /** Sets for each of the next rows whether it has a value, and returns the number of rows that have one. */
    int read(boolean[] present, int rows) throws IOException;

    /** Opens the levels of a page of version 1, whose data begin with them. Leaves the data at the values. */
    static DefinitionLevelReader ofPage(ColumnDescriptor column, DataPageV1 page, ByteBufferInputStream data) throws IOException {
        page.getRlEncoding().getValuesReader(column, ValuesType.REPETITION_LEVEL).initFromPage(page.getValueCount(), data);
        if (column.getMaxDefinitionLevel() == 0) {
            return DefinitionLevelReader::readRequired;
        }
        if (page.getDlEncoding() == Encoding.RLE) {
            return runLengthEncoded(data.slice(BytesUtils.readIntLittleEndian(data)));
        }
        // BIT_PACKED, the deprecated encoding
        ValuesReader levels = page.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
        levels.initFromPage(page.getValueCount(), data);
        return of((numbers, rows) -> {
            for (int row = 0; row < rows; row++) {
                numbers[row] = levels.readInteger();
            }
        });
    }

    /** Opens the levels of a page of version 2, which stores them apart from the values. */
    static DefinitionLevelReader ofPage(ColumnDescriptor column, DataPageV2 page) throws IOException {
        return column.getMaxDefinitionLevel() == 0 ? DefinitionLevelReader::readRequired : runLengthEncoded(page.getDefinitionLevels().toByteBuffer());
    }

    private static DefinitionLevelReader runLengthEncoded(ByteBuffer runs) {
        return of(new RleBitPackedReader(1, runs)::read);
    }

    private static DefinitionLevelReader of(Levels levels) {
        int[] numbers = new int[ColumnBatch.ROWS];
        return (present, rows) -> {
            levels.read(numbers, rows);
            int count = 0;
            for (int row = 0; row < rows; row++) {
                present[row] = numbers[row] != 0;
                count += numbers[row] != 0 ? 1 : 0;
            }
            return count;
        };
    }

    private static int readRequired(boolean[] present, int rows) {
        Arrays.fill(present, 0, rows, true);
        return rows;
    }

    /** Decodes levels, whatever their encoding. */
    interface Levels {
        /** Reads the levels of the next rows to the positions from 0 on. */
        void read(int[] numbers, int rows);
    }
}
