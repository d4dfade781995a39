package io.costflow.sql.lake;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.variant.Variant;

/** A view of one of the rows at hand; nothing is copied. Line items have texts, numbers and times only, groups of them counts as well. */
final class LineItemRow implements RowData {

    /** Digits of a second that times have. */
    static final int TIME_PRECISION = 3;

    private final ColumnValues[] columns;
    private int row;

    LineItemRow(ColumnValues[] columns) {
        this.columns = columns;
    }

    /** The view of another row. */
    LineItemRow at(int number) {
        row = number;
        return this;
    }

    @Override
    public int getArity() {
        return columns.length;
    }

    @Override
    public RowKind getRowKind() {
        return RowKind.INSERT;
    }

    @Override
    public void setRowKind(RowKind kind) {
        if (kind != RowKind.INSERT) {
            throw new UnsupportedOperationException("Line items are only inserted.");
        }
    }

    @Override
    public boolean isNullAt(int column) {
        return columns[column].isNull(row);
    }

    @Override
    public double getDouble(int column) {
        return ((ColumnValues.Numbers) columns[column]).values()[row];
    }

    @Override
    public StringData getString(int column) {
        ColumnValues values = columns[column];
        if (values instanceof ColumnValues.Texts texts) {
            return texts.at(row);
        }
        return values instanceof ColumnValues.FolderTexts folders ? folders.values()[folders.places()[row]] : ((ColumnValues.SameText) values).value();
    }

    @Override
    public TimestampData getTimestamp(int column, int precision) {
        return ((ColumnValues.Times) columns[column]).at(row);
    }

    @Override
    public boolean getBoolean(int column) {
        throw noSuchColumn();
    }

    @Override
    public byte getByte(int column) {
        throw noSuchColumn();
    }

    @Override
    public short getShort(int column) {
        throw noSuchColumn();
    }

    @Override
    public int getInt(int column) {
        throw noSuchColumn();
    }

    @Override
    public long getLong(int column) {
        return ((ColumnValues.Counts) columns[column]).values()[row];
    }

    @Override
    public float getFloat(int column) {
        throw noSuchColumn();
    }

    @Override
    public DecimalData getDecimal(int column, int precision, int scale) {
        throw noSuchColumn();
    }

    @Override
    public <T> RawValueData<T> getRawValue(int column) {
        throw noSuchColumn();
    }

    @Override
    public byte[] getBinary(int column) {
        throw noSuchColumn();
    }

    @Override
    public ArrayData getArray(int column) {
        throw noSuchColumn();
    }

    @Override
    public MapData getMap(int column) {
        throw noSuchColumn();
    }

    @Override
    public RowData getRow(int column, int fields) {
        throw noSuchColumn();
    }

    @Override
    public Variant getVariant(int column) {
        throw noSuchColumn();
    }

    private static UnsupportedOperationException noSuchColumn() {
        return new UnsupportedOperationException("Line items have texts, numbers, times and counts only.");
    }
}
