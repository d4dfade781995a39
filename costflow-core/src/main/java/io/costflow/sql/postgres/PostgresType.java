package io.costflow.sql.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;

/** PostgreSQL's types as SQL has them here. Those that Flink has no match for, such as jsonb and uuid, come as the text that PostgreSQL itself writes. */
enum PostgresType {
    BOOLEAN(DataTypes.BOOLEAN()),
    SMALLINT(DataTypes.SMALLINT()),
    INTEGER(DataTypes.INT()),
    BIGINT(DataTypes.BIGINT()),
    REAL(DataTypes.FLOAT()),
    DOUBLE(DataTypes.DOUBLE()),
    /** Its precision and scale are those of the column. */
    NUMERIC(DataTypes.DECIMAL(PostgresType.MOST_DIGITS, PostgresType.USUAL_SCALE)),
    TEXT(DataTypes.STRING()),
    UUID(DataTypes.STRING()),
    DATE(DataTypes.DATE()),
    TIME(DataTypes.TIME(3)),
    TIMESTAMP(DataTypes.TIMESTAMP(6)),
    INSTANT(DataTypes.TIMESTAMP_LTZ(6)),
    BYTES(DataTypes.BYTES()),
    TEXTS(DataTypes.ARRAY(DataTypes.STRING())),
    INTEGERS(DataTypes.ARRAY(DataTypes.INT())),
    BIGINTS(DataTypes.ARRAY(DataTypes.BIGINT())),
    /** Everything else. */
    AS_TEXT(DataTypes.STRING());

    /** The longest number of Flink's. */
    static final int MOST_DIGITS = 38;

    /** Of numbers for which the column does not say it. */
    static final int USUAL_SCALE = 18;

    private static final Map<String, PostgresType> BY_NAME = Map.ofEntries(
            Map.entry("bool", BOOLEAN), Map.entry("int2", SMALLINT), Map.entry("int4", INTEGER), Map.entry("int8", BIGINT), Map.entry("float4", REAL),
            Map.entry("float8", DOUBLE), Map.entry("numeric", NUMERIC), Map.entry("text", TEXT), Map.entry("varchar", TEXT), Map.entry("uuid", UUID),
            Map.entry("date", DATE), Map.entry("time", TIME), Map.entry("timestamp", TIMESTAMP), Map.entry("timestamptz", INSTANT),
            Map.entry("bytea", BYTES), Map.entry("_text", TEXTS), Map.entry("_varchar", TEXTS), Map.entry("_int4", INTEGERS), Map.entry("_int8", BIGINTS));

    private final DataType dataType;

    PostgresType(DataType dataType) {
        this.dataType = dataType;
    }

    /** The type of PostgreSQL's own name for it. */
    static PostgresType of(String name) {
        return BY_NAME.getOrDefault(name, AS_TEXT);
    }

    /** The type that it has in queries; a number has the precision and scale of its column. */
    DataType dataType(int precision, int scale) {
        return this == NUMERIC ? DataTypes.DECIMAL(precision, scale) : dataType;
    }

    /** How a column is asked for. */
    String selected(String quotedColumn) {
        return this == AS_TEXT || this == UUID ? quotedColumn + "::text" : quotedColumn;
    }

    /** A value of a result, in Flink's own form; null for NULL. */
    Object read(ResultSet result, int column, int precision, int scale) throws SQLException {
        Object value = switch (this) {
            case DATE -> result.getObject(column, LocalDate.class);
            case TIME -> result.getObject(column, LocalTime.class);
            case TIMESTAMP -> result.getObject(column, LocalDateTime.class);
            case INSTANT -> result.getObject(column, OffsetDateTime.class);
            case TEXT, UUID, AS_TEXT -> result.getString(column);
            case BYTES -> result.getBytes(column);
            case NUMERIC -> result.getBigDecimal(column);
            case SMALLINT -> result.getShort(column);
            case BOOLEAN, INTEGER, BIGINT, REAL, DOUBLE, TEXTS, INTEGERS, BIGINTS -> result.getObject(column);
        };
        return value == null || result.wasNull() ? null : internal(value, precision, scale);
    }

    private Object internal(Object value, int precision, int scale) throws SQLException {
        return switch (this) {
            case DATE -> Math.toIntExact(((LocalDate) value).toEpochDay());
            case TIME -> ((LocalTime) value).get(ChronoField.MILLI_OF_DAY);
            case TIMESTAMP -> TimestampData.fromLocalDateTime((LocalDateTime) value);
            case INSTANT -> TimestampData.fromInstant(((OffsetDateTime) value).toInstant());
            case TEXT, UUID, AS_TEXT -> StringData.fromString((String) value);
            case NUMERIC -> number((BigDecimal) value, precision, scale);
            case TEXTS -> new GenericArrayData(Stream.of((Object[]) ((Array) value).getArray())
                    .map(text -> text == null ? null : StringData.fromString((String) text)).toArray());
            case INTEGERS, BIGINTS -> new GenericArrayData((Object[]) ((Array) value).getArray());
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, BYTES -> value;
        };
    }

    /** A value other than NULL, in Flink's own form, as the driver has it. */
    Object external(Object value, Connection connection) throws SQLException {
        return switch (this) {
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIME -> LocalTime.ofNanoOfDay(TimeUnit.MILLISECONDS.toNanos((Integer) value));
            case TIMESTAMP -> ((TimestampData) value).toLocalDateTime();
            case INSTANT -> ((TimestampData) value).toInstant().atOffset(ZoneOffset.UTC);
            case TEXT, UUID, AS_TEXT -> value.toString();
            case NUMERIC -> ((DecimalData) value).toBigDecimal();
            case TEXTS -> connection.createArrayOf("text", elements((ArrayData) value, DataTypes.STRING()));
            case INTEGERS -> connection.createArrayOf("int4", elements((ArrayData) value, DataTypes.INT()));
            case BIGINTS -> connection.createArrayOf("int8", elements((ArrayData) value, DataTypes.BIGINT()));
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, BYTES -> value;
        };
    }

    private static Object[] elements(ArrayData array, DataType type) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(type.getLogicalType());
        Object[] elements = new Object[array.size()];
        for (int i = 0; i < elements.length; i++) {
            Object element = getter.getElementOrNull(array, i);
            elements[i] = element instanceof StringData text ? text.toString() : element;
        }
        return elements;
    }

    private static DecimalData number(BigDecimal value, int precision, int scale) {
        DecimalData number = DecimalData.fromBigDecimal(value, precision, scale);
        if (number == null) {
            throw new ArithmeticException(value.toPlainString() + " has more digits than DECIMAL(" + precision + ", " + scale + ") can hold.");
        }
        return number;
    }
}
