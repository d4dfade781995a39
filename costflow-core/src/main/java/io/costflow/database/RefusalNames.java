package io.costflow.database;

import java.util.Map;

/** Names the errors that a row can cause, in words of our own. */
final class RefusalNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("21000", "two rows where one is allowed"),
            Map.entry("22001", "a text is too long for its column"),
            Map.entry("22003", "a number is out of the range of its column"),
            Map.entry("22007", "a date or time is not one"),
            Map.entry("22008", "a date or time is out of range"),
            Map.entry("22021", "a text has bytes that the database's encoding does not have"),
            Map.entry("22P02", "a text is not a value of its column's type"),
            Map.entry("22P04", "a line of COPY has another number of columns"),
            Map.entry("22P05", "a text has a character that the column cannot hold"),
            Map.entry("23502", "a value is NULL where the column must have one"),
            Map.entry("23503", "a value refers to a row that is not there"),
            Map.entry("23505", "two rows have the same key"),
            Map.entry("23514", "a row violates a check, or belongs to no partition"),
            Map.entry("23P01", "a row excludes another one"),
            Map.entry("44000", "a row is outside of the view that it is written through"),
            Map.entry("54000", "a value is too large for an index of the table"),
            Map.entry("P0001", "a trigger refuses the row"));

    private RefusalNames() {}

    static String of(String code) {
        return NAMES.getOrDefault(code, "the row is refused");
    }
}
