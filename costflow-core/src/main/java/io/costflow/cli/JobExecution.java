package io.costflow.cli;

import io.costflow.inventory.EmptySources;
import io.costflow.job.ContinuousRun;
import io.costflow.job.FailureCause;
import io.costflow.job.FlinkJob;
import io.costflow.job.RunResult;
import io.costflow.job.JobRunner;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes checked settings through preflight, job, progress and summary to an exit status. */
public final class JobExecution {

    private final Supplier<JobRunner> runner;
    private final ContinuousExecution.Start continuous;
    private final Check preflight;

    /** Looks at everything that a run needs before it begins. */
    @FunctionalInterface
    interface Check {

        /** Returns what keeps the run from working, and hands on what keeps it from serving some tenants. */
        List<String> check(Settings settings, Consumer<String> leftOut);
    }

    JobExecution(Supplier<JobRunner> runner, ContinuousExecution.Start continuous, Check preflight) {
        this.runner = runner;
        this.continuous = continuous;
        this.preflight = preflight;
    }

    /** With the job of this class path, and everything checked before. */
    public static JobExecution standard() {
        return new JobExecution(FlinkJob::new, ContinuousRun::start, Preflight::check);
    }

    /** Runs the job as {@link #run(Settings, RunOptions, PrintWriter, PrintWriter)} does, with the usual options. */
    public int run(Settings settings, boolean verbose, PrintWriter out, PrintWriter error) {
        return run(settings, new RunOptions(verbose, false, OutputForm.TEXT), out, error);
    }

    /**
     * Runs the job: to its end, or, on this machine, until it is asked to stop.
     *
     * @param settings the checked configuration
     * @param options how its end is judged and written
     * @param out where the summary goes
     * @param error where progress, problems and held-back days go
     * @return an {@link ExitStatus}
     */
    public int run(Settings settings, RunOptions options, PrintWriter out, PrintWriter error) {
        RunOutput output = new RunOutput(options, out, error);
        List<String> leftOut = new ArrayList<>();
        List<String> problems = preflight.check(settings, leftOut::add);
        if (!problems.isEmpty()) {
            return output.refuse(problems);
        }
        leftOut.replaceAll(RunSummary::oneLine);
        leftOut.forEach(error::println);
        error.flush();
        if (settings.run().isContinuous() && !FlinkJob.isCalledByCluster()) {
            return new ContinuousExecution(continuous, options.verbose(), out, error).run(settings);
        }
        RunResult result;
        try (ProgressDisplay progress = ProgressDisplay.on(error, ErrorOutput.isTerminal())) {
            result = runner.get().run(settings, progress::update);
        } catch (InvalidSettingsException e) {
            return output.refuse(e.problems());
        } catch (Exception e) {
            return output.fail(e);
        }
        return settings.run().isContinuous()
                ? ExitStatus.DONE : output.end(result, !options.allowEmpty() && EmptySources.fail(settings, result.reports().isEmpty()), leftOut);
    }

    /** Prints problems, one line each. */
    static int refuse(List<String> problems, PrintWriter error) {
        problems.forEach(problem -> error.println(RunSummary.oneLine(problem)));
        error.flush();
        return ExitStatus.REFUSED;
    }

    /** Prints what failed. */
    static int fail(Exception failure, boolean verbose, PrintWriter error) {
        error.println("The job failed: " + RunSummary.oneLine(FailureCause.of(failure)) + (verbose ? "" : " (--verbose shows where.)"));
        if (verbose) {
            failure.printStackTrace(error);
        }
        error.flush();
        return ExitStatus.HELD_BACK;
    }
}
