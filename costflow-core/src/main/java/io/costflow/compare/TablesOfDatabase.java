package io.costflow.compare;

import io.costflow.database.SqlName;
import io.costflow.publish.Table;
import java.sql.Connection;

/** The rows of the database's own tables. */
record TablesOfDatabase() implements TheirRows {

    @Override
    public String relation(Connection connection, String tenant, Table<?> table) {
        return SqlName.quoted(tenant, table.name());
    }
}
