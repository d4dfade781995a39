package io.costflow.lineitem;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of one flat column in one row group. Runs of rows are taken in file order; a run never crosses a page. */
final class ColumnPages {

    private final ColumnDescriptor column;
    private final PageReader pages;
    private final Dictionary dictionary;
    private final boolean[] present = new boolean[ColumnVector.ROWS];
    private final int[] entries = new int[ColumnVector.ROWS];
    private int presentCount;
    private int rowsLeft;
    private DefinitionLevels levels;
    private Encoding encoding;
    private ByteBufferInputStream data;
    private int valuesInPage;
    private ValuesReader values;
    private RunLengthNumbers places;

    ColumnPages(ColumnDescriptor column, PageReader pages, long rows) throws IOException {
        if (pages.getTotalValueCount() != rows) {
            throw new ParquetDecodingException("it has " + pages.getTotalValueCount() + " values in a row group of " + rows + " rows");
        }
        this.column = column;
        this.pages = pages;
        DictionaryPage page = pages.readDictionaryPage();
        if (page != null && page.getDictionarySize() > page.getBytes().size()) {
            throw new ParquetDecodingException("its dictionary of " + page.getBytes().size() + " bytes cannot hold " + page.getDictionarySize() + " values");
        }
        this.dictionary = page == null ? null : page.getEncoding().initDictionary(column, page);
    }

    /** The dictionary of the row group, or null. */
    Dictionary dictionary() {
        return dictionary;
    }

    /** Takes the next run of at most {@code atMost} rows and returns its length, which is at least 1. */
    int next(int atMost) throws IOException {
        while (rowsLeft == 0) {
            openPage();
        }
        int rows = Math.min(atMost, rowsLeft);
        rowsLeft -= rows;
        presentCount = levels.read(present, rows);
        return rows;
    }

    /** For each row of the run, whether it has a value; else it is NULL. */
    boolean[] present() {
        return present;
    }

    /** How many rows of the run have a value. */
    int presentCount() {
        return presentCount;
    }

    /** Whether the values of the run are places in the dictionary. */
    boolean byDictionary() {
        return encoding.usesDictionary();
    }

    /** Of a run by dictionary: the places there of the values that its rows have, without the rows that have none. */
    int[] entries() throws IOException {
        if (places == null) {
            if (dictionary == null) {
                throw new ParquetDecodingException("its dictionary is missing");
            }
            int bits = data.read();
            places = new RunLengthNumbers(bits, data.slice(data.available()));
        }
        places.read(entries, presentCount);
        return entries;
    }

    /** The values of any other run, to be read once for each row that has one. Made late, since a page of NULLs may lack even the header of its encoding. */
    ValuesReader values() throws IOException {
        if (values == null) {
            boolean plain = encoding == Encoding.PLAIN && PlainNumbers.isOf(column.getPrimitiveType().getPrimitiveTypeName());
            values = plain ? new PlainNumbers() : encoding.getValuesReader(column, ValuesType.VALUES);
            values.initFromPage(valuesInPage, data);
        }
        return values;
    }

    private void openPage() throws IOException {
        DataPage page = pages.readPage();
        if (page instanceof DataPageV1 first) {
            data = first.getBytes().toInputStream();
            levels = DefinitionLevels.inPage(column, first, data);
            encoding = first.getValueEncoding();
        } else if (page instanceof DataPageV2 second) {
            data = second.getData().toInputStream();
            levels = DefinitionLevels.apart(column, second);
            encoding = second.getDataEncoding();
        } else {
            throw new ParquetDecodingException("it ends before the row group does");
        }
        values = null;
        places = null;
        valuesInPage = page.getValueCount();
        rowsLeft = valuesInPage;
    }
}
