package io.costflow.settings;

import io.costflow.settings.GivenValues.Given;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** The values of all options: those that were given, as far as they have the right form, and the defaults of the others. */
final class CheckedValues {

    private final Path file;
    private final GivenValues given;
    private final List<String> problems;
    private final Configuration valid = new Configuration();

    /** @param problems where values of a wrong form, and required ones that are missing, are added */
    CheckedValues(Path file, GivenValues given, List<String> problems) {
        this.file = file;
        this.given = given;
        this.problems = problems;
        Options.ALL.forEach(this::check);
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

    /** The valid value or the default of an option; null if it has neither. */
    <T> T get(Option<T> option) {
        return valid.get(option.declared());
    }

    /** What was given for an option, of whatever form; null if nothing was. */
    Given given(Option<?> option) {
        return given.of(option);
    }

    /** The key of an option that was given, and where. */
    String name(Option<?> option) {
        return option.key() + " (" + given.of(option).where() + ")";
    }
}
