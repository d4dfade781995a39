package io.costflow.bench;

import io.costflow.cli.Extension;

/** Adds {@code costflow bench} to the command line. */
public final class BenchExtension implements Extension {

    @Override
    public Object command() {
        return new BenchCommand();
    }
}
