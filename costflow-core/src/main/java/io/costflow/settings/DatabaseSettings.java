package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * koku's PostgreSQL.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param user the role to connect as
 * @param password its password, or null
 * @param outageBudget how long an outage of the database is waited for before the job fails
 * @param tls how the connection is encrypted
 */
public record DatabaseSettings(String url, String user, String password, Duration outageBudget, DatabaseTls tls) implements Serializable {

    /** A database that is reached as its URL says. */
    public DatabaseSettings(String url, String user, String password, Duration outageBudget) {
        this(url, user, password, outageBudget, DatabaseTls.AS_THE_URL_SAYS);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", outageBudget=" + outageBudget + ", tls=" + tls + "]";
    }
}
