package io.costflow.lineitem.parquet;

/**
 * A column that is requested from a file.
 *
 * @param name the name; a column whose name differs only in case is taken when there is none of this very name
 * @param role the type that it is read as
 * @param required whether a file without it is unreadable
 * @param zeroWhenAbsent whether its numbers are 0 in a file without it, not NULL
 * @param check checks each distinct text, or null for none
 */
public record RequestedColumn(String name, ColumnRole role, boolean required, boolean zeroWhenAbsent, TextCheck check) {

    /** An unchecked column that reads as NULL when the file lacks it. */
    public static RequestedColumn optional(String name, ColumnRole role) {
        return new RequestedColumn(name, role, false, false, null);
    }

    /** An unchecked column that the file must have. */
    public static RequestedColumn required(String name, ColumnRole role) {
        return new RequestedColumn(name, role, true, false, null);
    }

    /** Checks a text of a column. It is called once for each distinct text. */
    public interface TextCheck {
        /**
         * Checks a text.
         *
         * @param utf8 the text, in UTF-8
         * @return whether it is a value; false if it is another way to write NULL
         * @throws UnreadableFileException when the text is not allowed in the column
         */
        boolean isValue(String column, byte[] utf8) throws UnreadableFileException;
    }
}
