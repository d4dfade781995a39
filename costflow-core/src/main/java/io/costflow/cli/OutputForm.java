package io.costflow.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a command writes its result on the standard output. */
public enum OutputForm {
    /** Lines for people. */
    TEXT,
    /** One JSON object, see docs/output.md. */
    JSON;

    /** Reads a form as users write it. */
    static final class Converter implements ITypeConverter<OutputForm> {

        @Override
        public OutputForm convert(String text) {
            return switch (text) {
                case "text" -> TEXT;
                case "json" -> JSON;
                default -> throw new TypeConversionException("must be text or json, but was '" + text + "'");
            };
        }
    }
}
