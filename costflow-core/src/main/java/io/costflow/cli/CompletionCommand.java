package io.costflow.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code costflow completion}: a script by which a shell completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script by which bash or zsh completes commands and options.",
        footer = {
            "%nExamples:",
            "  source <(./costflow completion bash)",
            "  ./costflow completion bash > /etc/bash_completion.d/costflow",
            "  ./costflow completion zsh >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells that the script is for. */
    enum Shell {
        BASH,
        ZSH
    }

    /** Reads the name of a shell as users write it. */
    static final class ShellConverter implements ITypeConverter<Shell> {

        @Override
        public Shell convert(String text) {
            return switch (text) {
                case "bash" -> Shell.BASH;
                case "zsh" -> Shell.ZSH;
                default -> throw new TypeConversionException("must be bash or zsh, but was '" + text + "'");
            };
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", converter = ShellConverter.class, description = "bash or zsh.")
    private Shell shell;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine root = spec.root().commandLine();
        if (shell == Shell.ZSH) {
            out.println("autoload -U +X compinit && compinit");
            out.println("autoload -U +X bashcompinit && bashcompinit");
        }
        out.print(AutoComplete.bash(root.getCommandName(), root));
        out.flush();
        return ExitStatus.DONE;
    }
}
