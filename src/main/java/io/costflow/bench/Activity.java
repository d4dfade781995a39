package io.costflow.bench;

/** What a contender can be told to do. */
enum Activity {
    /** Costflow: the job as it is, into PostgreSQL. */
    PUBLISH,
    /** Costflow: the job without its last step: the rows of each day are counted and dropped. */
    COMPUTE,
    /** The floor: DuckDB groups the same files. */
    GROUP,
    /** The floor: the rows that Costflow wrote are copied to an equal, empty table. */
    COPY
}
