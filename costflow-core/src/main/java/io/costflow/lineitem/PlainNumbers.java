package io.costflow.lineitem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Numbers of a fixed length one after another, lowest byte first, taken from memory: Parquet's own reader takes them from a stream. */
final class PlainNumbers extends ValuesReader {

    private ByteBuffer data;

    /** Whether values of a type are such numbers when their encoding is plain. */
    static boolean isOf(PrimitiveTypeName type) {
        return switch (type) {
            case INT32, INT64, FLOAT, DOUBLE -> true;
            case BOOLEAN, BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> false;
        };
    }

    @Override
    public void initFromPage(int values, ByteBufferInputStream page) throws IOException {
        data = page.slice(page.available()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public double readDouble() {
        return next(Double.BYTES).getDouble();
    }

    @Override
    public float readFloat() {
        return next(Float.BYTES).getFloat();
    }

    @Override
    public int readInteger() {
        return next(Integer.BYTES).getInt();
    }

    @Override
    public long readLong() {
        return next(Long.BYTES).getLong();
    }

    private ByteBuffer next(int bytes) {
        if (data.remaining() < bytes) {
            throw RunLengthNumbers.tooShort();
        }
        return data;
    }

    @Override
    public void skip() {
        throw new UnsupportedOperationException("every value is read");
    }
}
