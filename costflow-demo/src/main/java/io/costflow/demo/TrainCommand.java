package io.costflow.demo;

import io.costflow.cli.Subcommand;
import io.costflow.testbed.SmallRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code costflow train}: what the launcher makes its archive of classes by. A command of the caller runs once over a small set of generated data. */
@Command(name = "train", hidden = true, description = "Starts a command with --config and the configuration of a small run over generated data.")
public final class TrainCommand implements Subcommand {
    /** It runs beside what was asked for, with a lower priority, on a machine that may be busy. */
    private static final int MINUTES = 15;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --.")
    private List<String> command;

    @Override
    public Integer call() throws Exception {
        try (SmallRun run = SmallRun.prepare()) {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--config", run.configuration().toString()));
            Process process = new ProcessBuilder(whole).inheritIO().start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not end within " + MINUTES + " minutes.");
            }
            return process.exitValue();
        }
    }
}
