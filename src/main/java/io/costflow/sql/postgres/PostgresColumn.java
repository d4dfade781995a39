package io.costflow.sql.postgres;

import io.costflow.database.SqlName;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.flink.table.types.DataType;

/**
 * A column of a table.
 *
 * @param name its name
 * @param type its type
 * @param precision of a number: how many digits it has at most
 * @param scale of a number: how many of them are behind the point
 * @param required whether it is never NULL
 */
record PostgresColumn(String name, PostgresType type, int precision, int scale, boolean required) implements Serializable {

    /** What PostgreSQL adds to a number's precision and scale in its own tables. */
    private static final int HEADER = 4;

    private static final int SCALE_BITS = 16;
    private static final int SCALE_MASK = 0x7FF;

    /**
     * A column as PostgreSQL's own tables describe it.
     *
     * @param modifier precision and scale of a number in one; -1 for none
     */
    static PostgresColumn of(String name, String typeName, int modifier, boolean required) {
        PostgresType type = PostgresType.of(typeName);
        int precision = modifier < 0 ? PostgresType.MOST_DIGITS : modifier - HEADER >> SCALE_BITS;
        int scale = modifier < 0 ? PostgresType.USUAL_SCALE : modifier - HEADER & SCALE_MASK;
        boolean fits = type != PostgresType.NUMERIC || precision <= PostgresType.MOST_DIGITS && scale <= precision;
        return new PostgresColumn(name, fits ? type : PostgresType.AS_TEXT, precision, scale, required);
    }

    DataType dataType() {
        DataType dataType = type.dataType(precision, scale);
        return required ? dataType.notNull() : dataType;
    }

    String quoted() {
        return SqlName.quoted(name);
    }

    /** How the column is asked for. */
    String selected() {
        return type.selected(quoted());
    }

    Object read(ResultSet result, int place) throws SQLException {
        try {
            return type.read(result, place, precision, scale);
        } catch (ArithmeticException | ClassCastException e) {
            throw new SQLException("Column \"" + name + "\" holds a value that cannot be read as " + dataType() + ": " + e.getMessage(), e);
        }
    }
}
