package io.costflow.sql.session;

/**
 * A statement of a longer text.
 *
 * @param text the statement without the semicolon
 * @param line the line of the whole text in which it begins, from 1 on
 * @param column the place in that line, from 1 on
 */
public record Statement(String text, int line, int column) {

    /** The statement with blanks before it, so that what is said of places in it is true of the whole text. */
    String placed() {
        return "\n".repeat(line - 1) + " ".repeat(column - 1) + text;
    }
}
