package io.costflow.cli;

import io.costflow.job.ContinuousRun;
import io.costflow.job.FailureCause;
import io.costflow.job.RunListener;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a continuous job on this machine until it is asked to stop, or the job fails terminally. */
final class ContinuousExecution {

    /** Starts a continuous run. */
    @FunctionalInterface
    interface Start {

        /** Returns when the run is under way, or throws why it cannot be. */
        ContinuousRun start(Settings settings, RunListener listener) throws Exception;
    }

    private final Start start;
    private final boolean verbose;
    private final PrintWriter out;
    private final PrintWriter error;

    ContinuousExecution(Start start, boolean verbose, PrintWriter out, PrintWriter error) {
        this.start = start;
        this.verbose = verbose;
        this.out = out;
        this.error = error;
    }

    /** Runs the job and returns an {@link ExitStatus}. */
    int run(Settings settings) {
        ContinuousLines lines = new ContinuousLines(settings, out, error, ErrorOutput.isTerminal(), Clock.systemUTC());
        ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor();
        try (StopSignals signals = StopSignals.listen(); ContinuousRun run = start.start(settings, lines)) {
            lines.started(run.restoredFrom());
            ticking.scheduleWithFixedDelay(lines::tick, 1, 1, TimeUnit.SECONDS);
            CompletableFuture.anyOf(run.ended(), signals.asked()).get();
            if (!run.ended().isDone()) {
                return stop(run, lines, settings.run().stopTimeout());
            }
            run.ended().get();
            lines.say("The job has ended.");
            return ExitStatus.DONE;
        } catch (InvalidSettingsException e) {
            return JobExecution.refuse(e.problems(), error);
        } catch (Exception e) {
            lines.close();
            return JobExecution.fail(e, verbose, error);
        } finally {
            ticking.shutdownNow();
            lines.close();
        }
    }

    private int stop(ContinuousRun run, ContinuousLines lines, Duration timeout) throws InterruptedException {
        lines.say("Stopping with a savepoint, which waits for the days that are being published, for " + timeout.toSeconds()
                + " s at most. A second signal stops at once.");
        try {
            lines.say("Stopped. The next run continues from " + run.stop() + ".");
            return ExitStatus.DONE;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            error.println("There is no savepoint: " + RunSummary.oneLine(FailureCause.of(e)) + " The next run continues from the last checkpoint.");
            if (verbose) {
                e.printStackTrace(error);
            }
            error.flush();
            return ExitStatus.HELD_BACK;
        }
    }
}
