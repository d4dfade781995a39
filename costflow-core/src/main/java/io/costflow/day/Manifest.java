package io.costflow.day;

import java.math.BigInteger;

/**
 * An upload of reports, numbered by koku in the names of the files that it leads to (storage layout, A.3).
 *
 * @param id rises from upload to upload; compared as a number
 */
public record Manifest(BigInteger id) implements Comparable<Manifest> {

    /** The order of upload. */
    @Override
    public int compareTo(Manifest other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
