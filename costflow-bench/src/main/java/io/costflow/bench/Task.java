package io.costflow.bench;

import io.costflow.testbed.KokuDatabase;
import java.time.LocalDate;

/**
 * What a contender is told to do once.
 *
 * @param activity what to do
 * @param lake the folder that is the lake's root
 * @param from the first day, as in 2025-10-01
 * @param to the last day
 * @param threads how many subtasks or threads work side by side
 * @param rebuild whether Costflow computes what is published already
 * @param database where reference data are and rows go
 * @param statements the SQL script that DuckDB groups the files by, or the question that is asked
 * @param rows the file of rows that the floor copies, that DuckDB keeps between its scripts, or that answers are written to
 * @param following more of a run that goes on; else null
 */
record Task(
        Activity activity, String lake, String from, String to, int threads, boolean rebuild, KokuDatabase database, String statements, String rows,
        Following following) {

    /** A task that ends by itself. */
    Task(Activity activity, String lake, String from, String to, int threads, boolean rebuild, KokuDatabase database, String statements, String rows) {
        this(activity, lake, from, to, threads, rebuild, database, statements, rows, null);
    }

    Task with(Activity other) {
        return new Task(other, lake, from, to, threads, rebuild, database, statements, rows, following);
    }

    Task withThreads(int number) {
        return new Task(activity, lake, from, to, number, rebuild, database, statements, rows, following);
    }

    /** The days up to another one. */
    Task until(LocalDate day) {
        return new Task(activity, lake, from, day.toString(), threads, rebuild, database, statements, rows, following);
    }

    /** With another script for DuckDB. */
    Task withStatements(String script) {
        return new Task(activity, lake, from, to, threads, rebuild, database, script, rows, following);
    }

    /** Over again, whatever is published. */
    Task withRebuild() {
        return new Task(activity, lake, from, to, threads, true, database, statements, rows, following);
    }

    /** Of a run that goes on. */
    Task with(Following more) {
        return new Task(activity, lake, from, to, threads, rebuild, database, statements, rows, more);
    }
}
