package io.costflow.settings;

/** What stands between a run and PostgreSQL. */
public enum Pooler {
    /** Whatever is found when a connection is opened. */
    AUTO,
    /** Nothing. */
    NONE,
    /** A pooler that gives each transaction a session, such as PgBouncer with {@code pool_mode = transaction}. */
    TRANSACTION
}
