package io.costflow.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the script by which fish completes commands and options; picocli has one for bash only. */
final class FishCompletion {

    private FishCompletion() {}

    /** Returns one {@code complete} line for each command, option and list of candidates below {@code root}. Files are completed only where one is expected. */
    static String script(CommandLine root) {
        StringBuilder script = new StringBuilder();
        CommandSpec spec = root.getCommandSpec();
        String command = "complete -c " + spec.name();
        script.append(command).append(" -f\n");
        Map<String, CommandLine> shown = new LinkedHashMap<>(root.getSubcommands());
        shown.values().removeIf(subcommand -> subcommand.getCommandSpec().usageMessage().hidden());
        String first = command + " -n " + quoted("not __fish_seen_subcommand_from " + String.join(" ", shown.keySet()));
        shown.forEach((name, subcommand) -> append(script, first, " -a " + name, summary(subcommand)));
        options(script, first, spec);
        shown.forEach((name, subcommand) -> {
            String condition = command + " -n " + quoted("__fish_seen_subcommand_from " + name);
            options(script, condition, subcommand.getCommandSpec());
            subcommand.getCommandSpec().positionalParameters().forEach(parameter -> {
                if (parameter.completionCandidates() != null) {
                    append(script, condition, values(parameter), "");
                }
            });
        });
        return script.toString();
    }

    private static void options(StringBuilder script, String condition, CommandSpec command) {
        for (OptionSpec option : command.options()) {
            if (option.hidden()) {
                continue;
            }
            StringBuilder words = new StringBuilder();
            for (String name : option.names()) {
                words.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
            }
            if (option.arity().max() > 0) {
                words.append(values(option));
            }
            append(script, condition, words.toString(), firstLine(option.description()));
        }
    }

    /** Returns what fish offers as the argument's value: its candidates, files, or nothing. */
    private static String values(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return " -x -a " + quoted(String.join(" ", argument.completionCandidates()));
        }
        return argument.type() == Path.class || argument.type() == File.class ? " -r -F" : " -x";
    }

    private static void append(StringBuilder script, String condition, String words, String description) {
        script.append(condition).append(words);
        if (!description.isEmpty()) {
            script.append(" -d ").append(quoted(description));
        }
        script.append('\n');
    }

    private static String summary(CommandLine command) {
        String[] header = command.getCommandSpec().usageMessage().header();
        return firstLine(header.length > 0 ? header : command.getCommandSpec().usageMessage().description());
    }

    /** Returns the first sentence of a description, which fish shows beside the candidate. */
    private static String firstLine(String[] description) {
        String text = String.join(" ", List.of(description)).replace("%n", " ").replace("%%", "%");
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end)).replaceFirst("\\.$", "").strip();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
