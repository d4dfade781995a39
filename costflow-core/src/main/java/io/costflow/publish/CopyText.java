package io.costflow.publish;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.UUID;

/**
 * Writes rows as lines of PostgreSQL's COPY text format: the columns one after the other, in the order of {@link Table#columns()}, then {@link #endRow()}. A value that PostgreSQL cannot store, such as text with U+0000, is written as it is: PostgreSQL refuses it, and the day is held back.
 */
public final class CopyText {

    private static final String NULL = "\\N";

    /** PostgreSQL's numeric would take {@code NaN}; a measure that is not a number must be refused, so it is written as text that is no number. */
    private static final String NOT_A_NUMBER = "not a number";

    private final Utf8Buffer lines = new Utf8Buffer();
    private boolean rowBegun;
    private int rows;

    /** Text of any kind; an empty text is not NULL. A surrogate without its partner, which UTF-8 cannot hold, becomes a question mark. */
    public CopyText text(String value) {
        beginColumn();
        if (value == null) {
            lines.append(NULL);
        } else {
            escape(value);
        }
        return this;
    }

    /** Texts as one array. An element that is null is NULL. */
    public CopyText textArray(Collection<String> values) {
        if (values == null) {
            return text(null);
        }
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            if (array.length() > 1) {
                array.append(',');
            }
            appendElement(array, value);
        }
        return text(array.append('}').toString());
    }

    /** JSON, as text that is JSON already. */
    public CopyText json(String value) {
        return text(value);
    }

    /**
     * A measure, as the shortest decimal text that reads back as the same double; PostgreSQL rounds it half up to the column's scale (6-verified, Numbers).
     * Java 17's own {@code Double.toString} is not always the shortest.
     */
    public CopyText number(Double value) {
        beginColumn();
        if (value == null) {
            lines.append(NULL);
        } else {
            lines.append(value.isNaN() ? NOT_A_NUMBER : NumberOutput.toString(value, true));
        }
        return this;
    }

    /** An exact number, with all its digits. */
    public CopyText decimal(BigDecimal value) {
        return plain(value == null ? null : value.toPlainString());
    }

    /** A whole number. */
    public CopyText integer(Integer value) {
        return plain(value);
    }

    /** A day. */
    public CopyText date(LocalDate value) {
        return plain(value);
    }

    /** A UUID. */
    public CopyText uuid(UUID value) {
        return plain(value);
    }

    /** A time without a zone. */
    CopyText timestamp(LocalDateTime value) {
        return plain(value);
    }

    /** A UUID or its text. */
    CopyText uuid(Object value) {
        return plain(value);
    }

    /** Ends the row. */
    public CopyText endRow() {
        lines.append('\n');
        rowBegun = false;
        rows++;
        return this;
    }

    /** How many rows were ended since the last {@link #take()}. */
    public int rows() {
        return rows;
    }

    /** How many bytes were written since the last {@link #take()}, to cut batches by. */
    public int length() {
        return lines.length();
    }

    /** The rows so far in UTF-8; the next row begins a new batch. */
    public byte[] take() {
        rows = 0;
        return lines.take();
    }

    /** In quotes only where PostgreSQL itself prints them, which is rare. */
    private static void appendElement(StringBuilder array, String value) {
        if (value == null) {
            array.append("NULL");
        } else if (value.isEmpty() || value.equalsIgnoreCase("NULL") || value.chars().anyMatch(CopyText::needsQuotes)) {
            array.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        } else {
            array.append(value);
        }
    }

    private static boolean needsQuotes(int character) {
        return "{}\",\\ \t\n\r\f\u000B".indexOf(character) >= 0;
    }

    private CopyText plain(Object value) {
        beginColumn();
        lines.append(value == null ? NULL : value.toString());
        return this;
    }

    private void beginColumn() {
        if (rowBegun) {
            lines.append('\t');
        }
        rowBegun = true;
    }

    /** What needs no escaping, which is nearly everything, is appended in one piece. The bytes of other characters than these four never look like them. */
    private void escape(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (!hasEscapes(utf8)) {
            lines.append(utf8);
            return;
        }
        for (byte character : utf8) {
            switch (character) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                default -> lines.append((char) character);
            }
        }
    }

    private static boolean hasEscapes(byte[] utf8) {
        for (byte character : utf8) {
            if (character == '\\' || character == '\t' || character == '\n' || character == '\r') {
                return true;
            }
        }
        return false;
    }
}
