package io.costflow.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the user gave for each key: the file first, then the environment, then {@code -D} on the command line; the later one wins. */
final class GivenValues {

    /** The places a value can come from, the weakest first. */
    enum Place {
        FILE,
        ENVIRONMENT,
        COMMAND_LINE
    }

    /** A value, and where it was found, in words. */
    record Given(String text, Place place, String where) {}

    private final Path file;
    private final List<String> problems;
    private final Map<String, Given> values = new LinkedHashMap<>();
    private YamlNode sources;

    GivenValues(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What was given for an option, or null. */
    Given of(Option<?> option) {
        return values.get(option.key());
    }

    /** What the file has under {@code sources}, or null. */
    YamlNode sources() {
        return sources;
    }

    void addFile(YamlNode.Mapping mapping) {
        addMapping("", mapping);
    }

    private void addMapping(String prefix, YamlNode.Mapping mapping) {
        mapping.entries().forEach((name, node) -> addNode(prefix + name, node));
    }

    private void addNode(String key, YamlNode node) {
        String where = file + ", line " + node.line();
        Option<?> option = Options.ALL.stream().filter(candidate -> candidate.key().equals(key)).findFirst().orElse(null);
        if (key.equals(Options.SOURCES)) {
            sources = node;
        } else if (option != null) {
            addOption(option, node, where);
        } else if (!isSection(key)) {
            unknownKey(key, where);
        } else if (node instanceof YamlNode.Mapping mapping) {
            addMapping(key + ".", mapping);
        } else if (!(node instanceof YamlNode.Scalar scalar && scalar.text() == null)) {
            problems.add(key + " (" + where + ") must have keys of its own below it; is a blank missing after a colon?");
        }
    }

    private void addOption(Option<?> option, YamlNode node, String where) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problems.add(option.key() + " (" + where + ") must be one value, not a list and not keys of its own: " + option.form().expected() + ".");
        } else if (scalar.text() == null || scalar.text().isEmpty()) {
            problems.add(option.key() + " (" + where + ") is empty; give a value or remove the key.");
        } else if (values.put(option.key(), new Given(scalar.text(), Place.FILE, where)) != null) {
            problems.add(option.key() + " (" + where + ") is there twice; keep one of the two.");
        }
    }

    /** A variable that is set to nothing counts as not set, as containers do it. */
    void addEnvironment(Map<String, String> environment) {
        Map<String, String> known = new LinkedHashMap<>();
        Options.ALL.forEach(option -> known.put(option.variable(), option.key()));
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (known.containsKey(variable)) {
                if (!text.isEmpty()) {
                    values.put(known.get(variable), new Given(text, Place.ENVIRONMENT, "environment variable " + variable));
                }
            } else if (variable.startsWith(Option.PREFIX) && !Options.isForeign(variable)) {
                unknown("The environment variable " + variable + " is not known", variable, List.copyOf(known.keySet()));
            }
        });
    }

    void addCommandLine(Map<String, String> definitions) {
        List<String> known = Options.ALL.stream().<String>map(Option::key).toList();
        definitions.forEach((key, text) -> {
            if (key.equals(Options.SOURCES) || key.startsWith(Options.SOURCES + "[") || key.startsWith(Options.SOURCES + ".")) {
                problems.add("-D" + Options.withoutValue(key) + " is not possible; sources can only be given in the configuration file.");
            } else if (!known.contains(key)) {
                unknown("-D" + Options.withoutValue(key) + " does not name a known key", key, known);
            } else if (text.isEmpty()) {
                problems.add("-D" + key + " has no value; write -D" + key + "=VALUE.");
            } else {
                values.put(key, new Given(text, Place.COMMAND_LINE, "-D" + key));
            }
        });
    }

    private void unknownKey(String key, String where) {
        String what = Options.withoutValue(key) + " (" + where + ") is not a known key";
        if (key.equals("run.mode")) {
            problems.add(what + "; the mode is given on the command line: --mode bounded or --mode continuous.");
        } else {
            unknown(what, key, keysAndSections());
        }
    }

    private void unknown(String what, String name, List<String> known) {
        String hint = Options.closest(name, known).map(close -> "did you mean " + close + "?").orElse("docs/configuration.md lists all of them.");
        problems.add(what + "; " + hint);
    }

    private static boolean isSection(String key) {
        return Options.ALL.stream().anyMatch(option -> option.key().startsWith(key + "."));
    }

    private static List<String> keysAndSections() {
        List<String> names = new ArrayList<>(List.of("lake", "lake.s3", "database", "database.tls", "window", Options.SOURCES, "run", "continuous", "state"));
        Options.ALL.forEach(option -> names.add(option.key()));
        return names;
    }
}
