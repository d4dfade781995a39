package io.costflow.bench;

import io.costflow.testbed.KokuDatabase;
import java.time.LocalDate;
import java.util.List;

/**
 * What a contender has to do once.
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
 * @param outputs what Costflow publishes; the floor copies the rows of the first one
 * @param following more of a run that goes on; else null
 * @param times how often the same is done: names are looked for in an id, or a question is asked
 */
record Task(
        Activity activity, String lake, String from, String to, int threads, boolean rebuild, KokuDatabase database, String statements, String rows,
        List<String> outputs, Following following, int times) {

    /** What is published of clusters and of the clouds that they run on. */
    private static final List<String> OF_CLUSTERS = List.of("openshift", "openshift-on-aws", "openshift-on-azure", "openshift-on-gcp");

    /** A task that ends by itself, over clusters. */
    Task(Activity activity, String lake, String from, String to, int threads, boolean rebuild, KokuDatabase database, String statements, String rows) {
        this(activity, lake, from, to, threads, rebuild, database, statements, rows, OF_CLUSTERS, null, 0);
    }

    Task with(Activity other) {
        return new Task(other, lake, from, to, threads, rebuild, database, statements, rows, outputs, following, times);
    }

    Task withThreads(int number) {
        return new Task(activity, lake, from, to, number, rebuild, database, statements, rows, outputs, following, times);
    }

    /** The days up to another one. */
    Task until(LocalDate day) {
        return new Task(activity, lake, from, day.toString(), threads, rebuild, database, statements, rows, outputs, following, times);
    }

    /** With another script for DuckDB. */
    Task withStatements(String script) {
        return new Task(activity, lake, from, to, threads, rebuild, database, script, rows, outputs, following, times);
    }

    /** Into another database. */
    Task on(KokuDatabase other) {
        return new Task(activity, lake, from, to, threads, rebuild, other, statements, rows, outputs, following, times);
    }

    /** With another output, which is the only one. */
    Task withOutput(String output) {
        return new Task(activity, lake, from, to, threads, rebuild, database, statements, rows, List.of(output), following, times);
    }

    /** Over again, whatever is published. */
    Task withRebuild() {
        return new Task(activity, lake, from, to, threads, true, database, statements, rows, outputs, following, times);
    }

    /** So many times. */
    Task times(int number) {
        return new Task(activity, lake, from, to, threads, rebuild, database, statements, rows, outputs, following, number);
    }

    /** Of a run that goes on. */
    Task with(Following more) {
        return new Task(activity, lake, from, to, threads, rebuild, database, statements, rows, outputs, more, times);
    }
}
