package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * koku's PostgreSQL.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param user the role to connect as
 * @param password its password at the start, or null; a process that was sent these settings has it from the file only
 * @param passwordFile the file that the password was read from, or null
 * @param outageBudget how long an outage of the database is waited for before the job fails
 * @param pooler what stands between a run and the server
 * @param tls how the connection is encrypted
 */
public record DatabaseSettings(String url, String user, String password, String passwordFile, Duration outageBudget, Pooler pooler, DatabaseTls tls)
        implements Serializable {

    static final Option<String> URL = Option.requiredText("database.url", Form.DATABASE, "koku's database: `jdbc:postgresql://host:5432/koku`.");
    static final Option<String> USER = Option.requiredText("database.user", Form.TEXT,
            "The role to connect as. It reads the tenants' tables, writes the summaries and creates `costflow_status` and `costflow_file_days`.");
    static final Option<String> PASSWORD = Option.text("database.password", Form.SECRET, "Its password. Either this or `database.password-file`, or neither.");
    static final Option<String> PASSWORD_FILE = Option.text("database.password-file", Form.TEXT,
            "A file that holds the password; a line break at its end is ignored. A relative path starts at the current folder. It is read again for each new"
                    + " connection, so that a password can be changed while a run goes on.");
    static final Option<Duration> OUTAGE_BUDGET = Option.duration("database.outage-budget", Form.DURATION, Duration.ofMinutes(5),
            "How long a database that goes down during the run is waited for before the run fails; a continuous run then starts again from its last"
                    + " checkpoint.");

    static final Option<String> POOLER = Option.text("database.pooler", Form.POOLER, "auto",
            "What stands between a run and the server: `none`, a pooler in `transaction` mode such as PgBouncer's, or, with `auto`, what is found when a connection"
                    + " is opened. Behind a pooler the driver prepares no statements in the session.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS =
            Stream.of(List.of(URL, USER, PASSWORD, PASSWORD_FILE, POOLER), DatabaseTls.OPTIONS, List.of(OUTAGE_BUDGET)).<Option<?>>flatMap(List::stream).toList();

    /** A database that is reached as its URL says. */
    public DatabaseSettings(String url, String user, String password, Duration outageBudget) {
        this(url, user, password, outageBudget, DatabaseTls.AS_THE_URL_SAYS);
    }

    /** A database whose password does not change. */
    public DatabaseSettings(String url, String user, String password, Duration outageBudget, DatabaseTls tls) {
        this(url, user, password, null, outageBudget, Pooler.AUTO, tls);
    }

    /** The same role at another database. */
    public DatabaseSettings withUrl(String other) {
        return new DatabaseSettings(other, user, password, passwordFile, outageBudget, pooler, tls);
    }

    /**
     * @param password the one that was given, or read from the file that was given; or null
     * @param passwordFile the file that it was read from, or null
     */
    static DatabaseSettings from(CheckedValues values, String password, String passwordFile) {
        Pooler pooler = Pooler.valueOf(values.get(POOLER).toUpperCase(Locale.ROOT));
        return new DatabaseSettings(values.get(URL), values.get(USER), password, passwordFile, values.get(OUTAGE_BUDGET), pooler, DatabaseTls.from(values));
    }

    /** Returns the password in the text of a password file. */
    public static String passwordIn(String text) {
        return text.replaceFirst("\\R\\z", "");
    }

    /** Leaves out of what is written to a cluster a password that every process reads from its file. */
    private Object writeReplace() {
        return passwordFile == null ? this : new DatabaseSettings(url, user, null, passwordFile, outageBudget, pooler, tls);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", outageBudget=" + outageBudget + ", pooler=" + pooler + ", tls=" + tls + "]";
    }
}
