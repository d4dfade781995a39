package io.costflow.cli;

import io.costflow.job.ContinuousRun;
import io.costflow.job.FailureCause;
import io.costflow.job.FlinkJob;
import io.costflow.job.RunResult;
import io.costflow.job.JobRunner;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes checked settings through preflight, job, progress and summary to an exit status. */
public final class JobExecution {

    private final Supplier<JobRunner> runner;
    private final ContinuousExecution.Start continuous;
    private final Function<Settings, List<String>> preflight;

    JobExecution(Supplier<JobRunner> runner, ContinuousExecution.Start continuous, Function<Settings, List<String>> preflight) {
        this.runner = runner;
        this.continuous = continuous;
        this.preflight = preflight;
    }

    /** With the job of this class path, and everything checked before. */
    public static JobExecution standard() {
        return new JobExecution(FlinkJob::new, ContinuousRun::start, Preflight::check);
    }

    /**
     * Runs the job: to its end, or, on this machine, until it is asked to stop.
     *
     * @param settings the checked configuration
     * @param verbose whether to show where a failure comes from, for developers
     * @param out where the summary goes
     * @param error where progress, problems and held-back days go
     * @return an {@link ExitStatus}
     */
    public int run(Settings settings, boolean verbose, PrintWriter out, PrintWriter error) {
        List<String> problems = preflight.apply(settings);
        if (!problems.isEmpty()) {
            return refuse(problems, error);
        }
        if (settings.run().isContinuous() && !FlinkJob.isCalledByCluster()) {
            return new ContinuousExecution(continuous, verbose, out, error).run(settings);
        }
        RunResult result;
        try (ProgressDisplay progress = ProgressDisplay.on(error, ErrorOutput.isTerminal())) {
            result = runner.get().run(settings, progress);
        } catch (InvalidSettingsException e) {
            return refuse(e.problems(), error);
        } catch (Exception e) {
            return fail(e, verbose, error);
        }
        if (!settings.run().isContinuous()) {
            RunSummary.print(result, out, error);
        }
        return result.days(Outcome.HELD_BACK).isEmpty() ? ExitStatus.DONE : ExitStatus.HELD_BACK;
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
