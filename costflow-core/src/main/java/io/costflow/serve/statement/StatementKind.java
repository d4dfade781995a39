package io.costflow.serve.statement;

import java.util.Locale;
import java.util.Optional;

/** What a statement asks for. */
public enum StatementKind {
    /** {@code SELECT 1}, by which clients find out what a server understands. */
    PROBE(Group.METADATA),
    SHOW_CATALOGS(Group.METADATA),
    SHOW_SCHEMAS(Group.METADATA),
    SHOW_TABLES(Group.METADATA),
    CREATE_SCHEMA(Group.METADATA),
    CREATE_TABLE(Group.METADATA),
    DROP_TABLE(Group.METADATA),
    ALTER_TABLE(Group.METADATA),
    SYNC_PARTITIONS(Group.METADATA),
    PARTITION_COUNT(Group.METADATA),
    EXPIRED_PARTITIONS(Group.METADATA),
    DELETE_PARTITIONS(Group.METADATA),

    USAGE_INTERMEDIATE(Group.INTERMEDIATE),
    PAIR_INTERMEDIATE(Group.INTERMEDIATE),

    USAGE_SUMMARY(Group.SUMMARY),
    GPU_SUMMARY(Group.SUMMARY),
    CLOUD_SUMMARY(Group.SUMMARY),
    EC2_SUMMARY(Group.SUMMARY),
    PROJECT_SUMMARY(Group.SUMMARY),
    PROJECT_COPY(Group.SUMMARY),

    PAYER_ACCOUNT(Group.QUESTION),
    INTERVAL_RANGE(Group.QUESTION),
    NODES(Group.QUESTION),
    VOLUMES(Group.QUESTION),
    PROJECTS(Group.QUESTION),
    INFRASTRUCTURE_MAP(Group.QUESTION),
    INVOICE_RANGE(Group.QUESTION),
    TOPOLOGY(Group.QUESTION),
    MATCHED_TAGS(Group.QUESTION),
    SPECIAL_TAGS(Group.QUESTION),
    VALIDATION(Group.QUESTION),
    COMMITTED_SPEND(Group.QUESTION),
    SUBSCRIPTIONS(Group.QUESTION),

    VM_STATES(Group.COST_MODEL),
    COST_MODEL(Group.COST_MODEL),

    OTHER_READ(Group.OTHER),
    OTHER_WRITE(Group.OTHER),
    /** Its text is no statement of the SQL that is known here. */
    UNREADABLE(Group.OTHER);

    /** How kinds are answered. */
    public enum Group {
        /** From the lake as it is. */
        METADATA,
        /** As Trino would answer; nothing is written. */
        INTERMEDIATE,
        /** Days of an output are ensured. */
        SUMMARY,
        /** From line items, read straight from the files, and PostgreSQL. */
        QUESTION,
        /** Rows from line items that are no summary of a day. */
        COST_MODEL,
        /** Not a statement that is known. */
        OTHER
    }

    private final Group group;

    StatementKind(Group group) {
        this.group = group;
    }

    public Group group() {
        return group;
    }

    /** Whether it changes tables of the lake's catalog, so that an answer from here does not stand for Trino's. */
    public boolean changesTables() {
        return switch (this) {
            case CREATE_SCHEMA, CREATE_TABLE, DROP_TABLE, ALTER_TABLE, SYNC_PARTITIONS, DELETE_PARTITIONS, USAGE_INTERMEDIATE, PAIR_INTERMEDIATE -> true;
            default -> false;
        };
    }

    /** The name in tables and files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<StatementKind> of(String text) {
        for (StatementKind kind : values()) {
            if (kind.text().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
