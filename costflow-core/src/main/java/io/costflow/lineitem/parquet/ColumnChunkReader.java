package io.costflow.lineitem.parquet;

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

/** Reads a flat column of one row group, page by page, in runs of rows. A run never crosses a page. */
final class ColumnChunkReader {

    private final ColumnDescriptor column;
    private final PageReader pages;
    private final Dictionary dictionary;
    private final boolean[] present = new boolean[ColumnBatch.ROWS];
    private final int[] ids = new int[ColumnBatch.ROWS];
    private int presentCount;
    private int rowsLeft;
    private DefinitionLevelReader levels;
    private Encoding encoding;
    private ByteBufferInputStream data;
    private int valuesInPage;
    private ValuesReader values;
    private RleBitPackedReader idReader;

    ColumnChunkReader(ColumnDescriptor column, PageReader pages, long rows) throws IOException {
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

    /** Returns the dictionary of the row group, or null. */
    Dictionary dictionary() {
        return dictionary;
    }

    /** Advances to the next run of at most {@code atMost} rows and returns its length, at least 1. */
    int next(int atMost) throws IOException {
        while (rowsLeft == 0) {
            openPage();
        }
        int rows = Math.min(atMost, rowsLeft);
        rowsLeft -= rows;
        presentCount = levels.read(present, rows);
        return rows;
    }

    /** Returns for each row of the run whether it has a value. The others are NULL. */
    boolean[] present() {
        return present;
    }

    /** Returns the number of rows of the run that have a value. */
    int presentCount() {
        return presentCount;
    }

    /** Returns whether the run is dictionary encoded, so that {@link #ids} applies. */
    boolean isDictionaryEncoded() {
        return encoding.usesDictionary();
    }

    /** Reads the dictionary ids of a dictionary-encoded run, one for each row that has a value. */
    int[] ids() throws IOException {
        if (idReader == null) {
            if (dictionary == null) {
                throw new ParquetDecodingException("its dictionary is missing");
            }
            int bits = data.read();
            idReader = new RleBitPackedReader(bits, data.slice(data.available()));
        }
        idReader.read(ids, presentCount);
        return ids;
    }

    /** Returns the reader of any other run, to be read once for each row that has a value. */
    ValuesReader values() throws IOException {
        // created lazily: a page of NULLs may lack even the header of its encoding
        if (values == null) {
            boolean plain = encoding == Encoding.PLAIN && PlainFixedReader.supports(column.getPrimitiveType().getPrimitiveTypeName());
            values = plain ? new PlainFixedReader() : encoding.getValuesReader(column, ValuesType.VALUES);
            values.initFromPage(valuesInPage, data);
        }
        return values;
    }

    private void openPage() throws IOException {
        DataPage page = pages.readPage();
        if (page instanceof DataPageV1 first) {
            data = first.getBytes().toInputStream();
            levels = DefinitionLevelReader.ofPage(column, first, data);
            encoding = first.getValueEncoding();
        } else if (page instanceof DataPageV2 second) {
            data = second.getData().toInputStream();
            levels = DefinitionLevelReader.ofPage(column, second);
            encoding = second.getDataEncoding();
        } else {
            throw new ParquetDecodingException("it ends before the row group does");
        }
        values = null;
        idReader = null;
        valuesInPage = page.getValueCount();
        rowsLeft = valuesInPage;
    }
}
