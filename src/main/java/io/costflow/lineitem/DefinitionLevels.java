package io.costflow.lineitem;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

/** Which rows of a page have a value. In a flat column the level is 1 for a value and 0 for NULL, or there are no levels since nothing is NULL. */
interface DefinitionLevels {

    /** Sets for each of the next rows whether it has a value, and returns how many have. */
    int read(boolean[] present, int rows) throws IOException;

    /** Of a page of version 1, whose data begin with the levels; leaves the data at its values. */
    static DefinitionLevels inPage(ColumnDescriptor column, DataPageV1 page, ByteBufferInputStream data) throws IOException {
        page.getRlEncoding().getValuesReader(column, ValuesType.REPETITION_LEVEL).initFromPage(page.getValueCount(), data);
        ValuesReader levels = page.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
        levels.initFromPage(page.getValueCount(), data);
        return column.getMaxDefinitionLevel() == 0 ? DefinitionLevels::readNone : (present, rows) -> {
            int count = 0;
            for (int row = 0; row < rows; row++) {
                int level = levels.readInteger();
                present[row] = level != 0;
                count += level;
            }
            return count;
        };
    }

    /** Of a page of version 2, which keeps the levels apart. */
    static DefinitionLevels apart(ColumnDescriptor column, DataPageV2 page) throws IOException {
        if (column.getMaxDefinitionLevel() == 0) {
            return DefinitionLevels::readNone;
        }
        RunLengthBitPackingHybridDecoder levels =
                new RunLengthBitPackingHybridDecoder(1, page.getDefinitionLevels().toInputStream());
        return (present, rows) -> {
            int count = 0;
            for (int row = 0; row < rows; row++) {
                int level = levels.readInt();
                present[row] = level != 0;
                count += level;
            }
            return count;
        };
    }

    private static int readNone(boolean[] present, int rows) {
        Arrays.fill(present, 0, rows, true);
        return rows;
    }
}
