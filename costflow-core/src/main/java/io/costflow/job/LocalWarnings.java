package io.costflow.job;

import io.costflow.inventory.WarningListener;

/** Hands warnings to the run that they belong to, in this JVM. */
final class LocalWarnings implements WarningListener {

    private static final long serialVersionUID = 1L;

    private final String run;

    LocalWarnings(LocalRun run) {
        this.run = run.id();
    }

    @Override
    public void warn(String warning) {
        LocalRun.of(run).listener().warned(warning);
    }
}
