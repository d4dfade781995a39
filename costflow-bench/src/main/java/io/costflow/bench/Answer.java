package io.costflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The rows that a question gives.
 *
 * @param rows their values: texts and numbers
 */
record Answer(List<List<Object>> rows) {

    /** How far sums may be apart that were added up in another order, as a fraction of them. */
    private static final double TOLERANCE = 1e-9;

    /** By texts first: numbers may differ a little. */
    private static final Comparator<List<Object>> ORDER = Comparator.<List<Object>, String>comparing(Answer::texts).thenComparing(List::toString);

    static Answer read(Path file) throws IOException {
        return Line.read(Files.readString(file), Answer.class);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, Line.of(this));
    }

    /**
     * Compares the rows in any order.
     *
     * @throws IllegalStateException when they are not the same as those of the other answer
     */
    void requireSame(Question question, Answer other) {
        if (rows.size() != other.rows.size()) {
            throw new IllegalStateException("The answers to '%s' differ: Costflow's has %d rows, DuckDB's %d."
                    .formatted(question, rows.size(), other.rows.size()));
        }
        List<List<Object>> ours = rows.stream().sorted(ORDER).toList();
        List<List<Object>> theirs = other.rows.stream().sorted(ORDER).toList();
        for (int row = 0; row < ours.size(); row++) {
            if (!isSame(ours.get(row), theirs.get(row))) {
                throw new IllegalStateException("The answers to '%s' differ: Costflow's has the row %s, DuckDB's %s."
                        .formatted(question, ours.get(row), theirs.get(row)));
            }
        }
    }

    private static String texts(List<Object> row) {
        return row.stream().filter(value -> !(value instanceof Number)).toList().toString();
    }

    private static boolean isSame(List<Object> one, List<Object> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int column = 0; column < one.size(); column++) {
            if (!isSame(one.get(column), other.get(column))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            double difference = Math.abs(a.doubleValue() - b.doubleValue());
            return difference <= TOLERANCE * Math.max(Math.abs(a.doubleValue()), Math.abs(b.doubleValue()));
        }
        return Objects.equals(one, other);
    }
}
