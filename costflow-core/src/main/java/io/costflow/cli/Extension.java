package io.costflow.cli;

/** A subcommand that another jar adds, found through {@link java.util.ServiceLoader}. */
public interface Extension {

    /** An object that is annotated as a picocli command and that is a {@code Callable<Integer>}, whose result is the exit status. */
    Object command();
}
