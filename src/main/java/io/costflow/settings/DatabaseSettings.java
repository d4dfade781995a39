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
 */
public record DatabaseSettings(String url, String user, String password, Duration outageBudget) implements Serializable {

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", outageBudget=" + outageBudget + "]";
    }
}
