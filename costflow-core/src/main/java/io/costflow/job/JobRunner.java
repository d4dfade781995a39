package io.costflow.job;

import io.costflow.settings.Settings;

/** Runs the job; what the command line needs to know of it. */
public interface JobRunner {

    /**
     * Runs the job over the window, to its end.
     *
     * @param settings the checked configuration
     * @param listener is told how far the job is, from one thread, as often as the runner likes
     * @return what became of every day
     * @throws io.costflow.settings.InvalidSettingsException when the settings turn out to be unusable before anything was touched
     * @throws Exception when the job failed
     */
    RunResult run(Settings settings, ProgressListener listener) throws Exception;
}
