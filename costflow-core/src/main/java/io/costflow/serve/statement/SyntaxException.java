package io.costflow.serve.statement;

/** A text is no statement. The message says what is wrong with it. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line the line of the mistake, from 1
     * @param column the place in that line, from 1
     */
    public SyntaxException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
