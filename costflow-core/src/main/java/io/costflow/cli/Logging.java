package io.costflow.cli;

/** What is logged beside what a command prints. */
final class Logging {

    private Logging() {}

    /** Logs what is done, if asked for: log4j2.properties reads the level when the first logger is made, which is later than here. */
    static void verbose(boolean asked) {
        if (asked) {
            System.setProperty("costflow.log.level", "INFO");
        }
    }
}
