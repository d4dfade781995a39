package io.costflow.lineitem.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Reads plain values of four or eight bytes from a buffer. parquet-java's own reader takes them byte by byte from a stream. */
final class PlainFixedReader extends ValuesReader {

    private ByteBuffer data;

    /** Returns whether plain values of a type can be read. */
    static boolean supports(PrimitiveTypeName type) {
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
            throw RleBitPackedReader.tooShort();
        }
        return data;
    }

    @Override
    public void skip() {
        throw new UnsupportedOperationException("every value is read");
    }
}
