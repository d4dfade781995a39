package io.costflow.bench;

/** What a contender can do. */
enum Activity {
    /** Costflow: the job as it is, into PostgreSQL. */
    PUBLISH,
    /** Costflow: the job without its last step: the rows of each day are counted and dropped. */
    COMPUTE,
    /** Costflow: look for the names of many nodes in the ids of many resources. */
    MATCH,
    /** Costflow: begin a run that goes on, and wait until every day was reported. */
    FOLLOW,
    /** Costflow: wait until the run that goes on reports a day. */
    CATCH,
    /** Costflow: let the run that goes on be for a while. */
    IDLE,
    /** Costflow: collect the garbage, so that the peak of the heap is what is in use. */
    COLLECT,
    /** Costflow: end the run that goes on, with a savepoint. */
    STOP,
    /** Costflow: ask a question of the lake. */
    ASK,
    /** The floor: DuckDB groups the same files. */
    GROUP,
    /** The floor: the rows that Costflow wrote are copied to an equal, empty table. */
    COPY,
    /** The floor: DuckDB is asked the same question of the same files. */
    ASK_FLOOR
}
