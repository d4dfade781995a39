package io.costflow.lineitem.parquet;

import io.costflow.lineitem.parquet.RequestedColumn.TextCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
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

/** Holds a column of texts as ids of {@link #texts}, which are the same in all row groups of the file. */
public final class TextVector extends ColumnVector {

    private final int[] ids = new int[ColumnBatch.ROWS];
    private final TextInterner texts = new TextInterner();
    private final boolean canConvert;
    private final TextCheck check;
    /** The ids of the texts that are other ways to write NULL. */
    private final BitSet writtenNulls = new BitSet();
    private Dictionary dictionary;
    /** The id in the file of each entry of the row group's dictionary. */
    private int[] idsOfEntries;

    TextVector(RequestedColumn request, ColumnDescriptor column) {
        super(request, column);
        this.canConvert = column != null && isText(column.getPrimitiveType());
        this.check = request.check();
    }

    /** Returns the ids of the texts of the current batch, always the same array. {@link TextInterner#NULL} stands for NULL. */
    public int[] ids() {
        return ids;
    }

    /** Returns the distinct texts that were read so far. */
    public TextInterner texts() {
        return texts;
    }

    @Override
    boolean canConvert() {
        return canConvert;
    }

    @Override
    void useDictionary(Dictionary entries) {
        dictionary = entries;
        idsOfEntries = new int[entries == null ? 0 : entries.getMaxId() + 1];
    }

    @Override
    void decode(ColumnChunkReader run, int from, int rows) throws IOException, UnreadableFileException {
        if (run.presentCount() == 0) {
            Arrays.fill(ids, from, from + rows, TextInterner.NULL);
            return;
        }
        boolean[] present = run.present();
        if (run.isDictionaryEncoded()) {
            int[] entries = run.ids();
            int next = 0;
            for (int row = 0; row < rows; row++) {
                ids[from + row] = present[row] ? idOfEntry(entries[next++]) : TextInterner.NULL;
            }
        } else {
            ValuesReader values = run.values();
            for (int row = 0; row < rows; row++) {
                ids[from + row] = present[row] ? intern(values.readBytes()) : TextInterner.NULL;
            }
        }
    }

    private int idOfEntry(int entry) throws UnreadableFileException {
        int id = idsOfEntries[entry];
        // lazily: some writers keep entries that no row uses, and those must not be checked
        if (id == TextInterner.NULL) {
            id = intern(dictionary.decodeToBinary(entry));
            idsOfEntries[entry] = id;
        }
        return id;
    }

    private int intern(Binary text) throws UnreadableFileException {
        int known = texts.size();
        ByteBuffer bytes = text.toByteBuffer();
        int id = texts.intern(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        if (check == null) {
            return id;
        }
        if (id > known && !check.isValue(name(), texts.text(id))) {
            writtenNulls.set(id);
        }
        return writtenNulls.get(id) ? TextInterner.NULL : id;
    }

    /** Returns whether the values of a type are texts. */
    static boolean isText(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && (annotation == null
                        || annotation instanceof StringLogicalTypeAnnotation
                        || annotation instanceof EnumLogicalTypeAnnotation
                        || annotation instanceof JsonLogicalTypeAnnotation);
    }
}
