package io.costflow.publish;

/**
 * How the days of a source stand, as the status table says.
 *
 * @param published days that are published
 * @param pending days of which something newer is held back
 * @param pendingSince since when the first of them has been, in milliseconds since 1970-01-01 UTC; 0 when there is none
 */
public record SourceStanding(int published, int pending, long pendingSince) {

    /** A source without days. */
    public static final SourceStanding NOTHING = new SourceStanding(0, 0, 0);
}
