package io.costflow.serve.answer;

import io.costflow.serve.protocol.TrinoType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** Values of Flink as Trino's clients get them. */
final class Rows {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private Rows() {}

    static Object value(Object value) {
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        if (value instanceof Instant instant) {
            return TIME.format(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.toString();
        }
        if (value instanceof Object[] array) {
            List<Object> elements = new ArrayList<>(array.length);
            for (Object element : array) {
                elements.add(value(element));
            }
            return elements;
        }
        return value == null || value instanceof Number || value instanceof Boolean || value instanceof List ? value : value.toString();
    }

    /** The type of Trino that stands for one of Flink. */
    static TrinoType type(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BIGINT -> TrinoType.BIGINT;
            case INTEGER, SMALLINT, TINYINT -> TrinoType.INTEGER;
            case DOUBLE, FLOAT -> TrinoType.DOUBLE;
            case BOOLEAN -> TrinoType.BOOLEAN;
            case DATE -> TrinoType.DATE;
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TrinoType.TIMESTAMP;
            case DECIMAL -> TrinoType.decimal(((DecimalType) type).getPrecision(), ((DecimalType) type).getScale());
            case ARRAY -> TrinoType.array(type(((ArrayType) type).getElementType()));
            default -> TrinoType.VARCHAR;
        };
    }
}
