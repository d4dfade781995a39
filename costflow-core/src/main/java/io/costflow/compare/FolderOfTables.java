package io.costflow.compare;

import io.costflow.database.SqlName;
import io.costflow.publish.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The rows of files {@code TABLE.csv} in a folder, as PostgreSQL's {@code COPY ... TO ... (FORMAT csv, HEADER, NULL '\N')} writes them. A table without a file has no rows;
 * a column that the file lacks is NULL.
 *
 * @param folder the folder
 */
record FolderOfTables(String folder) implements TheirRows {

    @Override
    public String relation(Connection connection, String tenant, Table<?> table) throws SQLException, IOException {
        String relation = "pg_temp." + SqlName.quoted("theirs_" + table.name());
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table " + SqlName.quoted("theirs_" + table.name()) + " on commit drop as select * from "
                    + SqlName.quoted(tenant, table.name()) + " with no data");
        }
        Path file = Path.of(folder, table.name() + ".csv");
        if (Files.exists(file)) {
            try (BufferedReader text = Files.newBufferedReader(file)) {
                text.mark(1 << 20);
                String header = text.readLine();
                text.reset();
                String columns = Arrays.stream(header.split(",")).map(name -> SqlName.quoted(name.strip().replace("\"", ""))).collect(Collectors.joining(", "));
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + relation + " (" + columns + ") from stdin (format csv, header, null '\\N')", text);
            } catch (SQLException failure) {
                throw new SQLException("The file " + file + " cannot be read as rows of " + table.name() + ": " + failure.getMessage(), failure.getSQLState(), failure);
            }
        }
        return relation;
    }
}
