package io.costflow.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of a table as text.
 *
 * @param columns the names of the columns
 * @param rows the values in the columns' order; NULL is null
 */
public record TableRows(List<String> columns, List<List<String>> rows) {
    private static final String NULL = "\\N";

    /** Reads CSV as PostgreSQL's COPY writes it, with a header, in which NULL is {@code \N} and an empty field the empty string. */
    public static TableRows parse(String csv) {
        List<List<String>> records = records(csv);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("The CSV has no header.");
        }
        return new TableRows(records.get(0), records.subList(1, records.size()));
    }

    /** Reads lines as PostgreSQL's COPY takes them as text, in which NULL is {@code \\N}. Their values keep their backslashes. */
    static List<List<String>> ofCopy(String lines) {
        return lines.lines().map(line -> Stream.of(line.split("\t", -1)).map(TableRows::nullable).toList()).toList();
    }

    /** The values of one column, from the first row to the last. */
    public List<String> column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("There is no column " + name + " among " + columns + ".");
        }
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(index)));
        return values;
    }

    /** The rows in which a column is NULL. */
    TableRows without(String name) {
        int index = columns.indexOf(name);
        return new TableRows(columns, rows.stream().filter(row -> row.get(index) == null).toList());
    }

    private static List<List<String>> records(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> current = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        char previous = '\n';
        for (char character : csv.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
                if (quoted && previous == '"') {
                    field.append(character);
                }
            } else if (quoted || ",\r\n".indexOf(character) < 0) {
                field.append(character);
            } else if (character != '\r') {
                current.add(value(field));
                field.setLength(0);
                if (character == '\n') {
                    records.add(current);
                    current = new ArrayList<>();
                }
            }
            previous = character;
        }
        if (field.length() > 0 || !current.isEmpty()) {
            current.add(value(field));
            records.add(current);
        }
        return records;
    }

    private static String value(StringBuilder field) {
        return nullable(field.toString());
    }

    private static String nullable(String text) {
        return NULL.equals(text) ? null : text;
    }
}
