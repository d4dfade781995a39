package io.costflow.bench;

import java.time.Duration;
import java.util.Map;

/** What a contender does, within its own process. */
interface Work {

    /**
     * What came of it.
     *
     * @param read line items read; 0 when they were not counted
     * @param written rows written to PostgreSQL
     * @param stages how long each stage took, added up over what works side by side
     * @param days days that a run that goes on reported
     */
    record Done(long read, long written, Map<String, Duration> stages, int days) {

        /** What a task did that ends by itself. */
        Done(long read, long written, Map<String, Duration> stages) {
            this(read, written, stages, 0);
        }
    }

    /** Does a task once. */
    Done run(Task task) throws Exception;
}
