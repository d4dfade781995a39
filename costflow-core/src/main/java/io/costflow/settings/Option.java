package io.costflow.settings;

import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;

/**
 * A key of the configuration.
 *
 * @param declared its key, default and description
 * @param form what its value must look like
 * @param required whether it must be there
 * @param <T> the type of its value
 */
record Option<T>(ConfigOption<T> declared, Form form, boolean required) {

    static final String PREFIX = "COSTFLOW_";

    String key() {
        return declared.key();
    }

    /** The environment variable that sets it: the key in upper case, with {@code _} for every dot and hyphen, after {@code COSTFLOW_}. */
    String variable() {
        return PREFIX + key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static <T> Option<T> required(ConfigOption<T> declared, Form form) {
        return new Option<>(declared, form, true);
    }

    static <T> Option<T> optional(ConfigOption<T> declared, Form form) {
        return new Option<>(declared, form, false);
    }
}
