package io.costflow.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that waits for the next question when it has served one. For a question of a few milliseconds PostgreSQL starts a process, checks a password and
 * reads what the tables look like, so that connecting takes longer than all the rest. A caller that polls less than once a minute gets a new one each time.
 */
final class KeptConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);
    private static final int CHECK_SECONDS = 10;

    /** A firewall on the way may have forgotten it after a longer pause. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** PostgreSQL keeps what it knows of each table that a session has used, and koku has hundreds of partitions for each tenant. */
    static final Duration LONGEST_USE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private Lease waiting;
    private Instant waitingSince;

    /** Opens a connection. */
    interface Opening {
        Lease open() throws SQLException;
    }

    /** A connection that its caller has for itself, until it is kept or closed. */
    record Lease(Connection connection, Instant opened) implements AutoCloseable {

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed, which is given up anyway.", e);
            }
        }
    }

    KeptConnection(InstantSource clock) {
        this.clock = clock;
    }

    /** Hands out the connection that waits, or a new one if there is none that can be used. */
    Lease take(Opening opening) throws SQLException {
        Lease taken;
        boolean fresh;
        synchronized (this) {
            taken = waiting;
            fresh = taken != null && isFresh(clock.instant());
            waiting = null;
        }
        if (fresh && taken.connection().isValid(CHECK_SECONDS)) {
            return taken;
        }
        if (taken != null) {
            taken.close();
        }
        return opening.open();
    }

    private boolean isFresh(Instant now) {
        return now.isBefore(waitingSince.plus(LONGEST_PAUSE)) && now.isBefore(waiting.opened().plus(LONGEST_USE));
    }

    /** Takes a connection back, which is in no transaction, and closes it if another one waits already. */
    void keep(Lease lease) {
        synchronized (this) {
            if (waiting == null) {
                waiting = lease;
                waitingSince = clock.instant();
                return;
            }
        }
        lease.close();
    }

    /** Closes the connection that waits. The next question opens another one, since a job that restarts goes on with the same object. */
    @Override
    public void close() {
        Lease last;
        synchronized (this) {
            last = waiting;
            waiting = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
