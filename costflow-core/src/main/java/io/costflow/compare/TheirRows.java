package io.costflow.compare;

import io.costflow.publish.Table;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the rows lie that ours are compared with. */
interface TheirRows extends Serializable {

    /**
     * Makes them readable on a connection, and returns the SQL name of the relation that has the table's columns.
     *
     * @throws SQLException if they cannot be read
     */
    String relation(Connection connection, String tenant, Table<?> table) throws SQLException, IOException;
}
