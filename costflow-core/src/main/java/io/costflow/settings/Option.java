package io.costflow.settings;

import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

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

    static Option<String> requiredText(String key, Form form, String description) {
        return required(ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description), form);
    }

    static Option<String> text(String key, Form form, String description) {
        return optional(ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description), form);
    }

    static Option<String> text(String key, Form form, String usual, String description) {
        return optional(ConfigOptions.key(key).stringType().defaultValue(usual).withDescription(description), form);
    }

    static Option<Integer> number(String key, Form form, String description) {
        return optional(ConfigOptions.key(key).intType().noDefaultValue().withDescription(description), form);
    }

    static Option<Boolean> flag(String key, boolean usual, String description) {
        return optional(ConfigOptions.key(key).booleanType().defaultValue(usual).withDescription(description), Form.SWITCH);
    }

    static Option<Duration> duration(String key, Form form, Duration usual, String description) {
        return optional(ConfigOptions.key(key).durationType().defaultValue(usual).withDescription(description), form);
    }

    static <T> Option<T> required(ConfigOption<T> declared, Form form) {
        return new Option<>(declared, form, true);
    }

    static <T> Option<T> optional(ConfigOption<T> declared, Form form) {
        return new Option<>(declared, form, false);
    }
}
