package io.costflow.doctor;

import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** Whether what goes over the network is encrypted, and whether it is made sure who is on the other end. */
final class EncryptionCheck {

    private EncryptionCheck() {}

    static Finding database(DatabaseSettings database, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")) {
            if (!row.next() || !row.getBoolean(1)) {
                return Finding.note("The connection to PostgreSQL is not encrypted; switch on TLS at the server, and set database.tls.ca-file.");
            }
            return isVerified(database)
                    ? Finding.ok("The connection to PostgreSQL is encrypted (" + row.getString(2) + "), and the server's certificate is checked.")
                    : Finding.note("The connection to PostgreSQL is encrypted (" + row.getString(2) + "), but nobody makes sure that it is the right server; set"
                            + " database.tls.ca-file.");
        }
    }

    /** @param endpoint where the S3 server is */
    static Finding lake(String endpoint) {
        return endpoint.startsWith("http://")
                ? Finding.note("What is read from the S3 server " + endpoint + " is not encrypted; use an https endpoint, with lake.s3.ca-file if its authority is"
                        + " your own.")
                : Finding.ok("The connection to the S3 server " + endpoint + " is encrypted, and the server's certificate is checked.");
    }

    private static boolean isVerified(DatabaseSettings database) {
        Properties properties = Driver.parseURL(database.url(), null);
        String ofUrl = properties == null ? null : properties.getProperty("sslmode");
        String mode = ofUrl != null ? ofUrl : String.valueOf(database.tls().mode());
        return mode.equals("verify-full") || mode.equals("verify-ca");
    }
}
