package io.costflow.publish;

import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is done with computed rows of a period that another program writes, in mode {@code shadow}. */
@FunctionalInterface
public interface Shadow extends Serializable {

    /** Nothing. */
    Shadow NONE = (connection, mark, tables, rows) -> { };

    /**
     * Takes the rows of a period, which is not written. The connection has no transaction under way, and commits on demand.
     *
     * @param rows the computed rows, which stay staged
     */
    void take(Connection connection, DayMark mark, List<Table<?>> tables, StagedRows rows) throws SQLException, IOException;
}
