package io.costflow.demo;

import io.costflow.cli.Extension;

/** Adds {@code costflow train}, which helps do not show, to the command line. */
public final class TrainExtension implements Extension {

    @Override
    public Object command() {
        return new TrainCommand();
    }
}
