package io.costflow.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code costflow completion}: a script by which a shell completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script by which bash, zsh or fish completes commands and options.",
        footer = {
            "%nExamples:",
            "  source <(./costflow completion bash)",
            "  ./costflow completion bash > /etc/bash_completion.d/costflow",
            "  ./costflow completion zsh >> ~/.zshrc",
            "  ./costflow completion fish > ~/.config/fish/completions/costflow.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells that the script is for. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    /** The shells as users write them. */
    static final class Shells extends Words<Shell> {

        Shells() {
            super(Shell.values());
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", converter = Shells.class, completionCandidates = Shells.class, description = "bash, zsh or fish.")
    private Shell shell;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine root = spec.root().commandLine();
        switch (shell) {
            case BASH -> out.print(AutoComplete.bash(root.getCommandName(), root));
            case ZSH -> {
                out.println("autoload -U +X compinit && compinit");
                out.println("autoload -U +X bashcompinit && bashcompinit");
                out.print(AutoComplete.bash(root.getCommandName(), root));
            }
            case FISH -> out.print(FishCompletion.script(root));
        }
        out.flush();
        return ExitStatus.DONE;
    }
}
