package io.costflow.lineitem;

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

/** Which rows of a page have a value. In a flat column the level is 1 for a value and 0 for NULL, or there are no levels since nothing is NULL. */
interface DefinitionLevels {

    /** Sets for each of the next rows whether it has a value, and returns how many have. */
    int read(boolean[] present, int rows) throws IOException;

    /** Of a page of version 1, whose data begin with the levels; leaves the data at its values. */
    static DefinitionLevels inPage(ColumnDescriptor column, DataPageV1 page, ByteBufferInputStream data) throws IOException {
        page.getRlEncoding().getValuesReader(column, ValuesType.REPETITION_LEVEL).initFromPage(page.getValueCount(), data);
        if (column.getMaxDefinitionLevel() == 0) {
            return DefinitionLevels::readNone;
        }
        if (page.getDlEncoding() == Encoding.RLE) {
            return inRuns(data.slice(BytesUtils.readIntLittleEndian(data)));
        }
        // the encoding that came before runs
        ValuesReader levels = page.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
        levels.initFromPage(page.getValueCount(), data);
        return of((numbers, rows) -> {
            for (int row = 0; row < rows; row++) {
                numbers[row] = levels.readInteger();
            }
        });
    }

    /** Of a page of version 2, which keeps the levels apart. */
    static DefinitionLevels apart(ColumnDescriptor column, DataPageV2 page) throws IOException {
        return column.getMaxDefinitionLevel() == 0 ? DefinitionLevels::readNone : inRuns(page.getDefinitionLevels().toByteBuffer());
    }

    private static DefinitionLevels inRuns(ByteBuffer runs) {
        return of(new RunLengthNumbers(1, runs)::read);
    }

    private static DefinitionLevels of(Levels levels) {
        int[] numbers = new int[ColumnVector.ROWS];
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

    private static int readNone(boolean[] present, int rows) {
        Arrays.fill(present, 0, rows, true);
        return rows;
    }

    /** The levels themselves, however they are written. */
    interface Levels {
        /** Reads those of the next rows to the places from 0 on. */
        void read(int[] numbers, int rows);
    }
}
