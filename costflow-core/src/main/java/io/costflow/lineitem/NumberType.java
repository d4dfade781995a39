package io.costflow.lineitem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.ToDoubleFunction;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** How the values of a Parquet type become doubles: the nearest one, where the value itself is none. */
interface NumberType {

    /** The next value of a page. */
    double value(ValuesReader values);

    /** A value of a dictionary. */
    double entry(Dictionary dictionary, int entry);

    /** The conversion of a type, or null when its values are not numbers. */
    static NumberType of(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
            return ofDecimal(type, decimal.getScale());
        }
        boolean unsigned = annotation instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
        if (annotation != null && !(annotation instanceof IntLogicalTypeAnnotation)) {
            return null;
        }
        return switch (type.getPrimitiveTypeName()) {
            case DOUBLE -> of(ValuesReader::readDouble, Dictionary::decodeToDouble);
            case FLOAT -> of(ValuesReader::readFloat, Dictionary::decodeToFloat);
            case INT32 -> unsigned
                    ? of(values -> Integer.toUnsignedLong(values.readInteger()), (dictionary, entry) -> Integer.toUnsignedLong(dictionary.decodeToInt(entry)))
                    : of(ValuesReader::readInteger, Dictionary::decodeToInt);
            case INT64 -> unsigned
                    ? of(values -> unsigned(values.readLong()), (dictionary, entry) -> unsigned(dictionary.decodeToLong(entry)))
                    : of(ValuesReader::readLong, Dictionary::decodeToLong);
            case BOOLEAN, BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> null;
        };
    }

    private static NumberType ofDecimal(PrimitiveType type, int scale) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> of(values -> decimal(values.readInteger(), scale), (dictionary, entry) -> decimal(dictionary.decodeToInt(entry), scale));
            case INT64 -> of(values -> decimal(values.readLong(), scale), (dictionary, entry) -> decimal(dictionary.decodeToLong(entry), scale));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> of(
                    values -> decimal(values.readBytes().getBytesUnsafe(), scale),
                    (dictionary, entry) -> decimal(dictionary.decodeToBinary(entry).getBytesUnsafe(), scale));
            case DOUBLE, FLOAT, BOOLEAN, INT96 -> null;
        };
    }

    private static NumberType of(ToDoubleFunction<ValuesReader> value, EntryFunction entry) {
        return new NumberType() {
            @Override
            public double value(ValuesReader values) {
                return value.applyAsDouble(values);
            }

            @Override
            public double entry(Dictionary dictionary, int place) {
                return entry.decode(dictionary, place);
            }
        };
    }

    /** Halving loses the lowest bit; keeping it in the half's lowest bit keeps the rounding right. */
    private static double unsigned(long value) {
        return value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2;
    }

    private static double decimal(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    private static double decimal(byte[] unscaled, int scale) {
        return new BigDecimal(new BigInteger(unscaled), scale).doubleValue();
    }

    /** Decodes an entry of a dictionary. */
    interface EntryFunction {
        double decode(Dictionary dictionary, int entry);
    }
}
