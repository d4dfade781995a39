package io.costflow.provider.cloud;

/** Which way data went over the network, as the bill says. */
public enum Direction {
    IN,
    OUT,
    /** Neither, or the bill has another word for it. */
    OTHER,
    /** The bill names it and leaves the name empty: koku charges the line item neither as network cost nor to what runs there (Z.5). */
    EMPTY;

    /** What tables show; null for a direction that has no name. */
    public String shown() {
        return this == IN || this == OUT ? name() : null;
    }
}
