package io.costflow.lineitem.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Converts the values of a Parquet type to microseconds since 1970-01-01. Times without a zone are in UTC, like those with one (A.7). */
enum TimeDecoder {
    MILLISECONDS {
        @Override
        long value(ValuesReader values) {
            return micros(values.readLong(), TimeUnit.MILLISECONDS);
        }

        @Override
        long entry(Dictionary dictionary, int id) {
            return micros(dictionary.decodeToLong(id), TimeUnit.MILLISECONDS);
        }
    },
    MICROSECONDS {
        @Override
        long value(ValuesReader values) {
            return values.readLong();
        }

        @Override
        long entry(Dictionary dictionary, int id) {
            return dictionary.decodeToLong(id);
        }
    },
    NANOSECONDS {
        @Override
        long value(ValuesReader values) {
            return Math.floorDiv(values.readLong(), NANOS_PER_MICRO);
        }

        @Override
        long entry(Dictionary dictionary, int id) {
            return Math.floorDiv(dictionary.decodeToLong(id), NANOS_PER_MICRO);
        }
    },
    JULIAN_DAY {
        @Override
        long value(ValuesReader values) {
            return microsOfJulian(values.readBytes());
        }

        @Override
        long entry(Dictionary dictionary, int id) {
            return microsOfJulian(dictionary.decodeToBinary(id));
        }
    },
    DATE {
        @Override
        long value(ValuesReader values) {
            return micros(values.readInteger(), TimeUnit.DAYS);
        }

        @Override
        long entry(Dictionary dictionary, int id) {
            return micros(dictionary.decodeToInt(id), TimeUnit.DAYS);
        }
    };

    private static final long NANOS_PER_MICRO = 1000;
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

    /** Converts the next value of a page. */
    abstract long value(ValuesReader values);

    /** Converts a value of a dictionary. */
    abstract long entry(Dictionary dictionary, int id);

    /** Returns the decoder of a type, or null when its values are not instants. A plain INT64 is none: it has no unit. */
    static TimeDecoder of(PrimitiveType type) {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
            return switch (timestamp.getUnit()) {
                case MILLIS -> MILLISECONDS;
                case MICROS -> MICROSECONDS;
                case NANOS -> NANOSECONDS;
            };
        }
        if (annotation instanceof DateLogicalTypeAnnotation) {
            return DATE;
        }
        return annotation == null && type.getPrimitiveTypeName() == PrimitiveTypeName.INT96 ? JULIAN_DAY : null;
    }

    /** Clamps instants beyond the range of microseconds. The lowest long is left to NULL. */
    private static long micros(long value, TimeUnit unit) {
        return Math.max(-Long.MAX_VALUE, unit.toMicros(value));
    }

    /** Converts an INT96: the nanoseconds of the day, then the Julian day, both little-endian. */
    private static long microsOfJulian(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong(bytes.position());
        long day = bytes.getInt(bytes.position() + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
        return micros(day, TimeUnit.DAYS) + Math.floorDiv(nanos, NANOS_PER_MICRO);
    }
}
