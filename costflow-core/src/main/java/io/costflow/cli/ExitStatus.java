package io.costflow.cli;

/** The exit statuses of every command. */
public final class ExitStatus {

    /** Every day is published. */
    public static final int DONE = 0;

    /** Some day was held back, or the job failed. */
    public static final int HELD_BACK = 1;

    /** Wrong usage or configuration; nothing was touched. */
    public static final int REFUSED = 2;

    private ExitStatus() {}
}
