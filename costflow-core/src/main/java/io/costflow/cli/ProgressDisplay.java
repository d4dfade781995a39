package io.costflow.cli;

import io.costflow.job.ProgressListener;
import java.io.PrintWriter;
import java.time.Clock;

/** Shows progress to the user until it is closed. */
interface ProgressDisplay extends ProgressListener, AutoCloseable {

    /** Leaves the output ready for the lines that follow. */
    @Override
    void close();

    /** A bar on a terminal, otherwise a line now and then. */
    static ProgressDisplay on(PrintWriter error, boolean terminal) {
        return terminal ? new ProgressBar(error, Clock.systemUTC()) : new ProgressLines(error, Clock.systemUTC());
    }
}
