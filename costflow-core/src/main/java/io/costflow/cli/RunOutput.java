package io.costflow.cli;

import io.costflow.job.FailureCause;
import io.costflow.job.RunResult;
import io.costflow.publish.DayReport.Outcome;
import java.io.PrintWriter;
import java.util.List;

/** Says how a bounded run ended, in the form that was asked for. The error output is for people in each form. */
final class RunOutput {

    private final RunOptions options;
    private final PrintWriter out;
    private final PrintWriter error;

    RunOutput(RunOptions options, PrintWriter out, PrintWriter error) {
        this.options = options;
        this.out = out;
        this.error = error;
    }

    /** Says what is wrong with usage, configuration or surroundings, and returns the exit status. */
    int refuse(List<String> problems) {
        int status = JobExecution.refuse(problems, error);
        if (options.output() == OutputForm.JSON) {
            JsonDocument.print(RunDocument.ofProblems(status, problems.stream().map(RunSummary::oneLine).toList()), out);
        }
        return status;
    }

    /** Says why the job failed, and returns the exit status. */
    int fail(Exception failure) {
        int status = JobExecution.fail(failure, options.verbose(), error);
        if (options.output() == OutputForm.JSON) {
            JsonDocument.print(RunDocument.ofProblems(status, List.of("The job failed: " + RunSummary.oneLine(FailureCause.of(failure)))), out);
        }
        return status;
    }

    /**
     * Says what the run did, and returns the exit status.
     *
     * @param emptyFails whether sources without files are a failure
     * @param leftOut sentences about tenants that are left out, whose days are not among the reports
     */
    int end(RunResult result, boolean emptyFails, List<String> leftOut) {
        boolean failed = !leftOut.isEmpty() || !result.days(Outcome.HELD_BACK).isEmpty() || emptyFails && !result.emptySources().isEmpty();
        int status = failed ? ExitStatus.HELD_BACK : ExitStatus.DONE;
        switch (options.output()) {
            case TEXT -> RunSummary.print(result, out);
            case JSON -> JsonDocument.print(RunDocument.of(status, result, leftOut), out);
        }
        RunSummary.printOddities(result, emptyFails, error);
        return status;
    }
}
