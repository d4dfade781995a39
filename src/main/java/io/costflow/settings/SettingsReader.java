package io.costflow.settings;

import io.costflow.settings.GivenValues.Given;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * Reads and checks the configuration: a YAML file, over which environment variables win, over which {@code -Dkey=value} on the command line wins. All problems
 * are found in one go.
 */
public final class SettingsReader {

    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final GivenValues given;
    private final Configuration valid = new Configuration();

    private SettingsReader(Path file) {
        this.file = file;
        this.given = new GivenValues(file, problems);
    }

    /**
     * Reads the configuration of a run.
     *
     * @param file the YAML file
     * @param environment all environment variables; those that begin with {@code COSTFLOW_} count
     * @param definitions keys and values from the command line
     * @param rebuild whether the command line asks to compare every day with the tables
     * @throws InvalidSettingsException with every problem of the configuration
     */
    public static Settings read(Path file, Map<String, String> environment, Map<String, String> definitions, boolean rebuild) throws InvalidSettingsException {
        return new SettingsReader(file).read(environment, definitions, rebuild);
    }

    private Settings read(Map<String, String> environment, Map<String, String> definitions, boolean rebuild) throws InvalidSettingsException {
        YamlNode.Mapping mapping = YamlFile.read(file, problems);
        if (mapping.entries().isEmpty()) {
            refuseProblems();
        }
        given.addFile(mapping);
        given.addEnvironment(environment);
        given.addCommandLine(definitions);
        Options.ALL.forEach(this::check);
        checkWindow();
        checkKeyPair();
        String password = password();
        List<SourceSettings> sources = new SourcesReader(file, problems).read(given.sources());
        refuseProblems();

        return new Settings(
                new LakeSettings(
                        Form.withoutSlashes(valid.get(Options.LAKE_ROOT.declared())), text(Options.ENDPOINT), text(Options.ACCESS_KEY),
                        text(Options.SECRET_KEY),
                        valid.get(Options.PATH_STYLE_ACCESS.declared())),
                new DatabaseSettings(text(Options.DATABASE_URL), text(Options.USER), password, valid.get(Options.OUTAGE_BUDGET.declared())),
                new DayRange(LocalDate.parse(text(Options.FROM)), LocalDate.parse(text(Options.TO))),
                sources,
                RunSettings.bounded(
                        valid.getOptional(Options.PARALLELISM.declared()).orElseGet(() -> Runtime.getRuntime().availableProcessors()), rebuild,
                        valid.get(Options.READ_BUDGET.declared())));
    }

    private void refuseProblems() throws InvalidSettingsException {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private void check(Option<?> option) {
        Given value = given.of(option);
        Form form = option.form();
        if (value == null) {
            if (option.required()) {
                problems.add(option.key() + " is missing: add it to " + file + " as " + form.expected() + ".");
            }
        } else if (form.accepts(value.text())) {
            valid.setString(option.key(), value.text());
        } else {
            problems.add(name(option) + (form.shown() ? " is '" + value.text() + "', but" : "") + " must be " + form.expected() + ".");
        }
    }

    private void checkWindow() {
        String from = text(Options.FROM);
        String to = text(Options.TO);
        if (from != null && to != null && LocalDate.parse(from).isAfter(LocalDate.parse(to))) {
            problems.add("window.from is " + from + ", which is after window.to, " + to + "; the window goes from its first day to its last.");
        }
    }

    private void checkKeyPair() {
        boolean accessKey = given.of(Options.ACCESS_KEY) != null;
        boolean secretKey = given.of(Options.SECRET_KEY) != null;
        if (accessKey != secretKey) {
            Option<?> there = accessKey ? Options.ACCESS_KEY : Options.SECRET_KEY;
            Option<?> missing = accessKey ? Options.SECRET_KEY : Options.ACCESS_KEY;
            problems.add(missing.key() + " is missing: it belongs to " + name(there) + "; set both, or neither.");
        }
    }

    /** The password, or null. Between the two keys the one from the stronger place wins, as between two values of one key. */
    private String password() {
        Given password = given.of(Options.PASSWORD);
        Given passwordFile = given.of(Options.PASSWORD_FILE);
        if (password != null && passwordFile != null && password.place() == passwordFile.place()) {
            problems.add(name(Options.PASSWORD) + " and " + name(Options.PASSWORD_FILE) + " are both set; keep one of them.");
            return null;
        }
        if (passwordFile == null || password != null && password.place().compareTo(passwordFile.place()) > 0) {
            return password == null ? null : password.text();
        }
        return readPassword(passwordFile.text());
    }

    private String readPassword(String name) {
        String problem = " cannot be read";
        try {
            String password = Files.readString(Path.of(name)).replaceFirst("\\R\\z", "");
            if (!password.isEmpty()) {
                return password;
            }
            problem = " is empty";
        } catch (MalformedInputException e) {
            problem = " is not UTF-8 text";
        } catch (IOException | InvalidPathException e) {
            // the sentence below says it all
        }
        problems.add("The file '" + name + "' of " + name(Options.PASSWORD_FILE) + problem + "; name a readable file that holds the password.");
        return null;
    }

    /** The valid value of an option with text, or null. */
    private String text(Option<String> option) {
        return valid.get(option.declared());
    }

    private String name(Option<?> option) {
        return option.key() + " (" + given.of(option).where() + ")";
    }
}
