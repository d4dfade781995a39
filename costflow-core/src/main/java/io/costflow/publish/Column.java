package io.costflow.publish;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A column of a {@link Table}: its name, its kind, and the value that a row has in it. A value that is null is SQL's NULL.
 *
 * @param value a function of the row alone, whose result is of the kind's type
 * @param shared whether koku computes the column again from rounded costs, so that a difference of {@value #SHARED_TOLERANCE} is none
 * @param <R> what a row is made from
 */
public record Column<R>(String name, Kind kind, Value<R, ?> value, boolean shared) {

    /** By how much koku's value of a shared column may differ from ours. */
    static final String SHARED_TOLERANCE = "1e-9";

    /** A column that is ours alone. */
    public Column(String name, Kind kind, Value<R, ?> value) {
        this(name, kind, value, false);
    }

    /** Finds a row's value. */
    @FunctionalInterface
    public interface Value<R, V> extends Function<R, V> {}

    /** What a column holds, and the types of PostgreSQL that koku declares for it. */
    public enum Kind {
        UUID("uuid"),
        DATE("date"),
        TIMESTAMP("timestamp without time zone"),
        TEXT("text", "character varying"),
        TEXT_ARRAY("text[]", "character varying[]"),
        JSON("jsonb"),
        INTEGER("integer"),
        NUMBER("double precision", "numeric"),
        DECIMAL("numeric");

        private final List<String> types;

        Kind(String... types) {
            this.types = List.of(types);
        }

        /** The types by the names that PostgreSQL's {@code format_type} gives them, without length, precision and scale. */
        public List<String> types() {
            return types;
        }
    }

    public static <R> Column<R> uuid(String name, Value<R, UUID> value) {
        return new Column<>(name, Kind.UUID, value);
    }

    /** The column of the source that a row belongs to, whose value is the text of a UUID. */
    public static <R> Column<R> source(Value<R, String> value) {
        return new Column<>(Table.SOURCE_COLUMN, Kind.UUID, value);
    }

    public static <R> Column<R> date(String name, Value<R, LocalDate> value) {
        return new Column<>(name, Kind.DATE, value);
    }

    /** A time in UTC. */
    public static <R> Column<R> timestamp(String name, Value<R, LocalDateTime> value) {
        return new Column<>(name, Kind.TIMESTAMP, value);
    }

    public static <R> Column<R> text(String name, Value<R, String> value) {
        return new Column<>(name, Kind.TEXT, value);
    }

    /** The elements are in the order of the collection. */
    public static <R> Column<R> textArray(String name, Value<R, ? extends Collection<String>> value) {
        return new Column<>(name, Kind.TEXT_ARRAY, value);
    }

    /** @param value gives text that is JSON */
    public static <R> Column<R> json(String name, Value<R, String> value) {
        return new Column<>(name, Kind.JSON, value);
    }

    public static <R> Column<R> integer(String name, Value<R, Integer> value) {
        return new Column<>(name, Kind.INTEGER, value);
    }

    public static <R> Column<R> number(String name, Value<R, Double> value) {
        return new Column<>(name, Kind.NUMBER, value);
    }

    /** A number that is exact, such as a sum of rounded numbers. */
    public static <R> Column<R> decimal(String name, Value<R, BigDecimal> value) {
        return new Column<>(name, Kind.DECIMAL, value);
    }

    /** A markup, which koku computes again. */
    public static <R> Column<R> markup(String name, Value<R, Double> value) {
        return new Column<>(name, Kind.NUMBER, value, true);
    }

    /** A markup that is exact, which koku computes again. */
    public static <R> Column<R> decimalMarkup(String name, Value<R, BigDecimal> value) {
        return new Column<>(name, Kind.DECIMAL, value, true);
    }

    /** Appends the row's value. The factories keep kind and type together, which makes the casts safe. */
    @SuppressWarnings("unchecked")
    void write(R row, CopyText text) {
        Object of = value.apply(row);
        switch (kind) {
            case UUID -> text.uuid(of);
            case DATE -> text.date((LocalDate) of);
            case TIMESTAMP -> text.timestamp((LocalDateTime) of);
            case TEXT -> text.text((String) of);
            case TEXT_ARRAY -> text.textArray((Collection<String>) of);
            case JSON -> text.json((String) of);
            case INTEGER -> text.integer((Integer) of);
            case NUMBER -> text.number((Double) of);
            case DECIMAL -> text.decimal((BigDecimal) of);
        }
    }
}
