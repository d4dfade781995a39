package io.costflow.sql.output;

import java.io.PrintWriter;

/**
 * Where a result is written.
 *
 * @param out takes the text
 * @param width how many columns a line has; 0 if that is not known, as of a file
 * @param expanded how a table is shown
 */
public record OutputDevice(PrintWriter out, int width, Expanded expanded) {

    /** An output without a width. */
    public static OutputDevice of(PrintWriter out) {
        return new OutputDevice(out, 0, Expanded.AUTO);
    }
}
