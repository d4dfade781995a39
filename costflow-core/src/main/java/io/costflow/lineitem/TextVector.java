package io.costflow.lineitem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column of texts, each given by its number among the distinct texts of the column. Every text that a row has is met once per row group at least. */
final class TextVector extends ColumnVector {

    private final int[] numbers = new int[ROWS];
    private final TextInterner texts = new TextInterner();
    private final boolean canConvert;
    private final boolean labels;
    private Dictionary dictionary;
    private int[] numbersOfEntries;

    TextVector(NeededColumn needed, ColumnDescriptor column) {
        super(needed, column);
        this.canConvert = column != null && isText(column.getPrimitiveType());
        this.labels = needed.labels();
    }

    /** The numbers of the texts of the rows at hand. */
    int[] numbers() {
        return numbers;
    }

    /** The distinct texts that were met so far. */
    TextInterner texts() {
        return texts;
    }

    @Override
    boolean canConvert() {
        return canConvert;
    }

    /** Entries are looked up when a row has them: some writers keep entries that no row has, which must not be judged. */
    @Override
    void useDictionary(Dictionary entries) {
        dictionary = entries;
        numbersOfEntries = new int[entries == null ? 0 : entries.getMaxId() + 1];
    }

    @Override
    void decode(ColumnPages run, int from, int rows) throws IOException, UnreadableFileException {
        if (run.presentCount() == 0) {
            Arrays.fill(numbers, from, from + rows, TextInterner.NULL);
            return;
        }
        boolean[] present = run.present();
        if (run.byDictionary()) {
            int[] entries = run.entries();
            int next = 0;
            for (int row = 0; row < rows; row++) {
                numbers[from + row] = present[row] ? numberOfEntry(entries[next++]) : TextInterner.NULL;
            }
        } else {
            ValuesReader values = run.values();
            for (int row = 0; row < rows; row++) {
                numbers[from + row] = present[row] ? numberOf(values.readBytes()) : TextInterner.NULL;
            }
        }
    }

    private int numberOfEntry(int entry) throws UnreadableFileException {
        int number = numbersOfEntries[entry];
        if (number == TextInterner.NULL) {
            number = numberOf(dictionary.decodeToBinary(entry));
            numbersOfEntries[entry] = number;
        }
        return number;
    }

    private int numberOf(Binary text) throws UnreadableFileException {
        int known = texts.size();
        ByteBuffer bytes = text.toByteBuffer();
        int number = texts.numberOf(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        if (labels && number > known) {
            LabelText.check(name(), texts.text(number));
        }
        return number;
    }

    /** Whether the values of a type are texts. */
    static boolean isText(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && (annotation == null
                        || annotation instanceof StringLogicalTypeAnnotation
                        || annotation instanceof EnumLogicalTypeAnnotation
                        || annotation instanceof JsonLogicalTypeAnnotation);
    }
}
