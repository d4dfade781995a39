package io.costflow.bench;

import io.costflow.provider.Providers;
import io.costflow.publish.Table;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Copies the rows of a table to a file and from it.
 *
 * @param table the table, as SQL names it
 * @param columns the columns that Costflow writes
 */
record CopiedRows(String table, String columns) {
    private static final int BUFFER = 1 << 16;

    /** Of the table that most rows of an output go to, which is its first one. */
    static CopiedRows of(String output) {
        Table<?> table = Providers.output(output).tables().get(0);
        return new CopiedRows(EmbeddedDatabase.TENANT + "." + table.name(), String.join(", ", table.columnNames()));
    }

    /** Writes the rows that a database holds to a file, and returns how many they are. */
    long write(KokuDatabase database, Path file) throws SQLException, IOException {
        try (Connection connection = database.connect(); OutputStream rows = Files.newOutputStream(file)) {
            String sql = "COPY (SELECT " + columns + " FROM " + table + ") TO STDOUT";
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, rows);
        }
    }

    /** Reads the rows of a file into a database, and returns how many they are. */
    long read(KokuDatabase database, Path file) throws SQLException, IOException {
        try (Connection connection = database.connect(); InputStream rows = Files.newInputStream(file)) {
            String sql = "COPY " + table + " (" + columns + ") FROM STDIN";
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows, BUFFER);
        }
    }
}
