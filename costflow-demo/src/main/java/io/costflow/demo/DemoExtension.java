package io.costflow.demo;

import io.costflow.cli.Extension;
import io.costflow.cli.JobExecution;

/** Adds {@code costflow demo} to the command line. */
public final class DemoExtension implements Extension {

    @Override
    public Object command() {
        return new DemoCommand((settings, out, error) -> JobExecution.standard().run(settings, false, out, error));
    }
}
