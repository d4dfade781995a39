package io.costflow.database;

/** What is done about an error of PostgreSQL. {@link SqlStates} sorts every SQLSTATE into one of these. */
public enum SqlErrorClass {

    /** Server or connection are in trouble for all days: everything waits, for as long as the outage budget lasts. */
    OUTAGE("Wait as in an outage, for `database.outage-budget`; then a bounded run ends with status 1, and a continuous one restarts from its last checkpoint."),

    /** The role is not let in: an error of the configuration at the start, an outage later. */
    LOGIN("At the start, end with status 2. While it runs, wait as in an outage, and read `database.password-file` again at each attempt."),

    /** Another session was in the way of this transaction. */
    TRANSIENT("Try this day again: a bounded run for `database.outage-budget`, then it holds the day back; a continuous run for 5 s, then it holds the day back and"
            + " tries it again at each `continuous.poll`."),

    /** A table or a right is missing. */
    MISSING("Hold this day back. A continuous run tries it again at each `continuous.poll`."),

    /** A row, or a statement that concerns this day only, is refused. */
    REFUSED("Hold this day back. A continuous run tries it again after `continuous.poll`, with a backoff of up to 32 times that.");

    private final String action;

    SqlErrorClass(String action) {
        this.action = action;
    }

    /** Whether the same may succeed later although no one has corrected anything about the tenant. */
    public boolean passes() {
        return switch (this) {
            case OUTAGE, LOGIN, TRANSIENT -> true;
            case MISSING, REFUSED -> false;
        };
    }

    /** Says in full sentences what is done, for the reference page. */
    public String action() {
        return action;
    }
}
