package io.costflow.lineitem.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.ToDoubleFunction;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Converts the values of a Parquet type to the nearest doubles. */
interface NumberDecoder {

    /** Parses texts; one that is no finite number is NULL. */
    NumberDecoder OF_TEXT = of(values -> parsed(values.readBytes().toStringUsingUTF8()), (dictionary, id) -> parsed(dictionary.decodeToBinary(id).toStringUsingUTF8()));

    /** Converts the next value of a page. */
    double value(ValuesReader values);

    /** Converts a value of a dictionary. */
    double entry(Dictionary dictionary, int id);

    /** Returns the decoder of a type, or null when its values are not numbers. */
    static NumberDecoder of(PrimitiveType type) {
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
                    ? of(values -> Integer.toUnsignedLong(values.readInteger()), (dictionary, id) -> Integer.toUnsignedLong(dictionary.decodeToInt(id)))
                    : of(ValuesReader::readInteger, Dictionary::decodeToInt);
            case INT64 -> unsigned
                    ? of(values -> unsigned(values.readLong()), (dictionary, id) -> unsigned(dictionary.decodeToLong(id)))
                    : of(ValuesReader::readLong, Dictionary::decodeToLong);
            case BOOLEAN, BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> null;
        };
    }

    private static NumberDecoder ofDecimal(PrimitiveType type, int scale) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> of(values -> decimal(values.readInteger(), scale), (dictionary, id) -> decimal(dictionary.decodeToInt(id), scale));
            case INT64 -> of(values -> decimal(values.readLong(), scale), (dictionary, id) -> decimal(dictionary.decodeToLong(id), scale));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> of(
                    values -> decimal(values.readBytes().getBytesUnsafe(), scale),
                    (dictionary, id) -> decimal(dictionary.decodeToBinary(id).getBytesUnsafe(), scale));
            case DOUBLE, FLOAT, BOOLEAN, INT96 -> null;
        };
    }

    private static NumberDecoder of(ToDoubleFunction<ValuesReader> value, EntryFunction entry) {
        return new NumberDecoder() {
            @Override
            public double value(ValuesReader values) {
                return value.applyAsDouble(values);
            }

            @Override
            public double entry(Dictionary dictionary, int id) {
                return entry.decode(dictionary, id);
            }
        };
    }

    private static double parsed(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? NumberVector.NULL : number;
        } catch (NumberFormatException e) {
            return NumberVector.NULL;
        }
    }

    private static double unsigned(long value) {
        // the bit that halving drops is kept as a sticky bit, so that the result is rounded once
        return value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2;
    }

    private static double decimal(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    private static double decimal(byte[] unscaled, int scale) {
        return new BigDecimal(new BigInteger(unscaled), scale).doubleValue();
    }

    /** Converts an entry of a dictionary. */
    interface EntryFunction {
        double decode(Dictionary dictionary, int id);
    }
}
