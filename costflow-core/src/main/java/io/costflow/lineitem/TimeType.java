package io.costflow.lineitem;

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

/** How the values of a Parquet type become microseconds since 1970-01-01. Times with and without a zone are both taken as UTC (A.7). */
enum TimeType {
    MILLISECONDS {
        @Override
        long value(ValuesReader values) {
            return micros(values.readLong(), TimeUnit.MILLISECONDS);
        }

        @Override
        long entry(Dictionary dictionary, int entry) {
            return micros(dictionary.decodeToLong(entry), TimeUnit.MILLISECONDS);
        }
    },
    MICROSECONDS {
        @Override
        long value(ValuesReader values) {
            return values.readLong();
        }

        @Override
        long entry(Dictionary dictionary, int entry) {
            return dictionary.decodeToLong(entry);
        }
    },
    NANOSECONDS {
        @Override
        long value(ValuesReader values) {
            return Math.floorDiv(values.readLong(), NANOS_PER_MICRO);
        }

        @Override
        long entry(Dictionary dictionary, int entry) {
            return Math.floorDiv(dictionary.decodeToLong(entry), NANOS_PER_MICRO);
        }
    },
    JULIAN_DAY {
        @Override
        long value(ValuesReader values) {
            return microsOfJulian(values.readBytes());
        }

        @Override
        long entry(Dictionary dictionary, int entry) {
            return microsOfJulian(dictionary.decodeToBinary(entry));
        }
    },
    DATE {
        @Override
        long value(ValuesReader values) {
            return micros(values.readInteger(), TimeUnit.DAYS);
        }

        @Override
        long entry(Dictionary dictionary, int entry) {
            return micros(dictionary.decodeToInt(entry), TimeUnit.DAYS);
        }
    };

    private static final long NANOS_PER_MICRO = 1000;
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

    /** The next value of a page. */
    abstract long value(ValuesReader values);

    /** A value of a dictionary. */
    abstract long entry(Dictionary dictionary, int entry);

    /** The conversion of a type, or null when its values are not instants: a plain INT64 does not say what it counts. */
    static TimeType of(PrimitiveType type) {
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

    /** Instants beyond the range of microseconds stay at its ends, far from every month. */
    private static long micros(long value, TimeUnit unit) {
        return Math.max(-Long.MAX_VALUE, unit.toMicros(value));
    }

    /** INT96: the nanoseconds of the day and then the Julian day, both little-endian. */
    private static long microsOfJulian(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong(bytes.position());
        long day = bytes.getInt(bytes.position() + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
        return micros(day, TimeUnit.DAYS) + Math.floorDiv(nanos, NANOS_PER_MICRO);
    }
}
