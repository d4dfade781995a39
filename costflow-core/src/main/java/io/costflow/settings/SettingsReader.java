package io.costflow.settings;

import io.costflow.settings.GivenValues.Given;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and checks the configuration: a YAML file, over which environment variables win, over which {@code -Dkey=value} on the command line wins. All problems
 * are found in one go.
 */
public final class SettingsReader {

    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final GivenValues given;
    private final List<SourceType> types;

    private SettingsReader(Path file, List<SourceType> types) {
        this.file = file;
        this.types = types;
        this.given = new GivenValues(file, problems);
    }

    /**
     * Reads the configuration of a run.
     *
     * @param file the YAML file
     * @param environment all environment variables; the ones that begin with {@code COSTFLOW_} count
     * @param definitions keys and values from the command line
     * @param arguments what else the command line says
     * @param types the kinds of sources that there are
     * @throws InvalidSettingsException with every problem of the configuration
     */
    public static Settings read(
            Path file, Map<String, String> environment, Map<String, String> definitions, RunArguments arguments, List<SourceType> types)
            throws InvalidSettingsException {
        return new SettingsReader(file, types).read(environment, definitions, arguments);
    }

    private Settings read(Map<String, String> environment, Map<String, String> definitions, RunArguments arguments) throws InvalidSettingsException {
        YamlNode.Mapping mapping = YamlFile.read(file, problems);
        if (mapping.entries().isEmpty()) {
            refuseProblems();
        }
        given.addFile(mapping);
        given.addEnvironment(environment);
        given.addCommandLine(definitions);
        CheckedValues values = CheckedValues.of(file, given, problems);
        WindowSettings window = new WindowReader(file, values, problems).read(arguments.mode() == RunSettings.Mode.CONTINUOUS);
        checkPair(values, LakeSettings.ACCESS_KEY, LakeSettings.SECRET_KEY);
        checkPair(values, DatabaseTls.CERTIFICATE_FILE, DatabaseTls.KEY_FILE);
        if (arguments.onCluster()) {
            refuseSecretsOnCommandLine();
        }
        String password = password(values);
        checkTls(values);
        List<SourceSettings> sources = new SourcesReader(file, problems, types).read(given.sources());
        if (!sources.isEmpty()) {
            TenantSelection.OPTIONS.stream().filter(option -> given.of(option) != null).forEach(option -> problems.add(
                    values.name(option) + " selects tenants that are discovered, and sources are listed here; keep one of them."));
        }
        ServeSettings serve = ServeSettings.from(values);
        serve.security().problem().ifPresent(problem -> problems.add("serve.tls " + problem));
        RunSettings run = RunSettings.from(values, arguments);
        if (serve.mode() != null && run.isContinuous() && given.of(RunSettings.OUTPUTS) == null) { // in the place of Trino, everything is computed
            run = run.withOutputs(OutputSelection.EVERY);
        }
        OutputNames.unknown(run.outputs(), types).ifPresent(unknown -> problems.add(values.name(RunSettings.OUTPUTS) + " " + unknown));
        refuseProblems();

        return new Settings(
                LakeSettings.from(values), DatabaseSettings.from(values, password, passwordFile(password)), window, sources, run,
                ContinuousSettings.from(values), StateSettings.from(values, usualStateDir(arguments), arguments.fresh()),
                SourceDefaults.from(values), serve, TenantSelection.from(values));
    }

    private String usualStateDir(RunArguments arguments) {
        return arguments.onCluster() ? null : "file://" + file.toAbsolutePath().normalize().resolveSibling("costflow-state");
    }

    /** In the order of the file; what is missing in it, and what is wrong elsewhere, comes after. */
    private void refuseProblems() throws InvalidSettingsException {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(this::line));
            throw new InvalidSettingsException(problems);
        }
    }

    /** The line of the file that a problem names first. */
    private int line(String problem) {
        Matcher line = Pattern.compile(Pattern.quote(file + ", line ") + "(\\d+)").matcher(problem);
        return line.find() ? Integer.parseInt(line.group(1)) : Integer.MAX_VALUE;
    }

    private void checkPair(CheckedValues values, Option<?> one, Option<?> other) {
        if ((given.of(one) != null) != (given.of(other) != null)) {
            Option<?> there = given.of(one) != null ? one : other;
            Option<?> missing = there == one ? other : one;
            problems.add(missing.key() + " is missing: it belongs to " + values.name(there) + "; set both, or neither.");
        }
    }

    /** Flink shows the arguments of an application on its configuration page. */
    private void refuseSecretsOnCommandLine() {
        for (Option<?> option : Options.ALL) {
            if (option.form() == Form.SECRET && given.of(option) != null && given.of(option).place() == GivenValues.Place.COMMAND_LINE) {
                problems.add("-D" + option.key() + " is not possible on a Flink cluster, whose web interface shows the arguments of a job; set the environment"
                        + " variable " + option.variable() + ", or name a file in the configuration.");
            }
        }
    }

    private void checkTls(CheckedValues values) {
        String url = values.get(DatabaseSettings.URL);
        for (String parameter : url == null ? Set.<String>of() : DatabaseTls.from(values).properties().keySet()) {
            if (url.contains("?" + parameter + "=") || url.contains("&" + parameter + "=")) {
                problems.add(values.name(DatabaseSettings.URL) + " has the parameter " + parameter + ", which database.tls sets too; keep one of them.");
            }
        }
    }

    /** The password, or null. Between the two keys the one from the stronger place wins, as between two values of one key. */
    private String password(CheckedValues values) {
        Given password = given.of(DatabaseSettings.PASSWORD);
        Given passwordFile = given.of(DatabaseSettings.PASSWORD_FILE);
        if (password != null && passwordFile != null && password.place() == passwordFile.place()) {
            problems.add(values.name(DatabaseSettings.PASSWORD) + " and " + values.name(DatabaseSettings.PASSWORD_FILE) + " are both set; keep one of them.");
            return null;
        }
        if (passwordFile == null || password != null && password.place().compareTo(passwordFile.place()) > 0) {
            return password == null ? null : password.text();
        }
        return readPassword(passwordFile.text(), values.name(DatabaseSettings.PASSWORD_FILE));
    }

    /** The file that the password is read from, or null. */
    private String passwordFile(String password) {
        Given given = this.given.of(DatabaseSettings.PASSWORD);
        Given file = this.given.of(DatabaseSettings.PASSWORD_FILE);
        boolean fromFile = file != null && password != null && (given == null || given.place().compareTo(file.place()) <= 0);
        return fromFile ? file.text() : null;
    }

    private String readPassword(String name, String key) {
        String problem = " cannot be read";
        try {
            String password = DatabaseSettings.passwordIn(Files.readString(Path.of(name)));
            if (!password.isEmpty()) {
                return password;
            }
            problem = " is empty";
        } catch (MalformedInputException e) {
            problem = " is not UTF-8 text";
        } catch (IOException | InvalidPathException e) {
            // the sentence below says it all
        }
        problems.add("The file '" + name + "' of " + key + problem + "; name a readable file that holds the password.");
        return null;
    }
}
