package io.costflow.sql.postgres;

import io.costflow.database.SqlName;
import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A column of a table.
 *
 * @param name its name
 * @param typeName its type as PostgreSQL writes it, such as {@code numeric(33,15)}
 * @param type its type
 * @param precision of a number: how many digits it has at most
 * @param scale of a number: how many of them are behind the point
 * @param required whether it is never NULL
 */
record PostgresColumn(String name, String typeName, PostgresType type, int precision, int scale, boolean required) implements Serializable {

    /** What PostgreSQL adds to a number's precision and scale in its own tables. */
    private static final int HEADER = 4;

    private static final int SCALE_BITS = 16;
    private static final int SCALE_MASK = 0x7FF;

    /**
     * A column as PostgreSQL's own tables describe it.
     *
     * @param typeName its type as PostgreSQL writes it
     * @param baseType PostgreSQL's own name for the type that it is, or that it is made of
     * @param modifier precision and scale of a number in one; -1 for none
     */
    static PostgresColumn of(String name, String typeName, String baseType, int modifier, boolean required) {
        PostgresType type = PostgresType.of(baseType);
        int precision = modifier < 0 ? PostgresType.MOST_DIGITS : modifier - HEADER >> SCALE_BITS;
        int scale = modifier < 0 ? PostgresType.USUAL_SCALE : modifier - HEADER & SCALE_MASK;
        boolean fits = type != PostgresType.NUMERIC || precision <= PostgresType.MOST_DIGITS && scale <= precision;
        return new PostgresColumn(name, typeName, fits ? type : PostgresType.AS_TEXT, precision, scale, required);
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

    /** Hands a value of a row to a statement. */
    void write(PreparedStatement statement, int place, RowData row, int field) throws SQLException {
        LogicalType logical = dataType().getLogicalType();
        Object value = RowData.createFieldGetter(logical.copy(true), field).getFieldOrNull(row);
        statement.setObject(place, value == null ? null : type.external(value, statement.getConnection()));
    }

    Object read(ResultSet result, int place) throws SQLException {
        try {
            return type.read(result, place, precision, scale);
        } catch (ArithmeticException | ClassCastException e) {
            throw new SQLException("Column \"" + name + "\" holds a value that cannot be read as " + dataType() + ": " + e.getMessage(), e);
        }
    }
}
