package io.costflow.settings;

import io.costflow.settings.GivenValues.Given;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads and checks the configuration: a YAML file, over which environment variables win, over which {@code -Dkey=value} on the command line wins. All problems
 * are found in one go.
 */
public final class SettingsReader {

    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final GivenValues given;

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
     * @param arguments what else the command line says
     * @throws InvalidSettingsException with every problem of the configuration
     */
    public static Settings read(Path file, Map<String, String> environment, Map<String, String> definitions, RunArguments arguments)
            throws InvalidSettingsException {
        return new SettingsReader(file).read(environment, definitions, arguments);
    }

    private Settings read(Map<String, String> environment, Map<String, String> definitions, RunArguments arguments) throws InvalidSettingsException {
        YamlNode.Mapping mapping = YamlFile.read(file, problems);
        if (mapping.entries().isEmpty()) {
            refuseProblems();
        }
        given.addFile(mapping);
        given.addEnvironment(environment);
        given.addCommandLine(definitions);
        CheckedValues values = new CheckedValues(file, given, problems);
        WindowSettings window = new WindowReader(file, values, problems).read(arguments.mode() == RunSettings.Mode.CONTINUOUS);
        checkPair(values, Options.ACCESS_KEY, Options.SECRET_KEY);
        checkPair(values, Options.TLS_CERTIFICATE_FILE, Options.TLS_KEY_FILE);
        if (arguments.onCluster()) {
            refuseSecretsOnCommandLine();
        }
        String password = password(values);
        DatabaseTls tls = tls(values);
        List<SourceSettings> sources = new SourcesReader(file, problems).read(given.sources());
        refuseProblems();

        return new Settings(
                new LakeSettings(
                        Form.withoutSlashes(values.get(Options.LAKE_ROOT)), values.get(Options.ENDPOINT), values.get(Options.ACCESS_KEY),
                        values.get(Options.SECRET_KEY), values.get(Options.PATH_STYLE_ACCESS), values.get(Options.LAKE_CA_FILE)),
                new DatabaseSettings(values.get(Options.DATABASE_URL), values.get(Options.USER), password, values.get(Options.OUTAGE_BUDGET), tls),
                window,
                sources,
                run(values, arguments),
                new ContinuousSettings(
                        values.get(Options.POLL), values.get(Options.SETTLE), values.get(Options.EMPTY_AFTER), values.get(Options.LAKE_OUTAGE_BUDGET)),
                state(values, arguments));
    }

    private static RunSettings run(CheckedValues values, RunArguments arguments) {
        Integer parallelism = values.get(Options.PARALLELISM);
        return new RunSettings(
                arguments.mode(), parallelism == null ? arguments.parallelism() : parallelism, arguments.rebuild(),
                values.get(Options.READ_BUDGET), Overlap.valueOf(values.get(Options.OVERLAP).toUpperCase(Locale.ROOT)));
    }

    private StateSettings state(CheckedValues values, RunArguments arguments) {
        String dir = values.get(Options.STATE_DIR);
        if (dir != null) {
            dir = Form.withoutSlashes(dir);
        } else if (!arguments.onCluster()) {
            dir = "file://" + file.toAbsolutePath().normalize().resolveSibling("costflow-state");
        }
        return new StateSettings(
                dir, StateSettings.Backend.valueOf(values.get(Options.BACKEND).toUpperCase(Locale.ROOT)), values.get(Options.CHECKPOINT_INTERVAL),
                arguments.fresh());
    }

    private void refuseProblems() throws InvalidSettingsException {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
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

    /** Whoever names authorities wants them to be asked; the driver alone would do so only if told. */
    private DatabaseTls tls(CheckedValues values) {
        String mode = values.get(Options.TLS_MODE);
        String caFile = values.get(Options.TLS_CA_FILE);
        DatabaseTls tls = new DatabaseTls(
                mode == null && caFile != null ? "verify-full" : mode, caFile, values.get(Options.TLS_CERTIFICATE_FILE), values.get(Options.TLS_KEY_FILE),
                values.get(Options.TLS_KEY_PASSWORD));
        String url = values.get(Options.DATABASE_URL);
        for (String parameter : url == null ? Set.<String>of() : tls.properties().keySet()) {
            if (url.contains("?" + parameter + "=") || url.contains("&" + parameter + "=")) {
                problems.add(values.name(Options.DATABASE_URL) + " has the parameter " + parameter + ", which database.tls sets too; keep one of them.");
            }
        }
        return tls;
    }

    /** The password, or null. Between the two keys the one from the stronger place wins, as between two values of one key. */
    private String password(CheckedValues values) {
        Given password = given.of(Options.PASSWORD);
        Given passwordFile = given.of(Options.PASSWORD_FILE);
        if (password != null && passwordFile != null && password.place() == passwordFile.place()) {
            problems.add(values.name(Options.PASSWORD) + " and " + values.name(Options.PASSWORD_FILE) + " are both set; keep one of them.");
            return null;
        }
        if (passwordFile == null || password != null && password.place().compareTo(passwordFile.place()) > 0) {
            return password == null ? null : password.text();
        }
        return readPassword(passwordFile.text(), values.name(Options.PASSWORD_FILE));
    }

    private String readPassword(String name, String key) {
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
        problems.add("The file '" + name + "' of " + key + problem + "; name a readable file that holds the password.");
        return null;
    }
}
