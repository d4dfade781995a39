package io.costflow.serve.protocol;

/** A statement is wrong, is refused, or failed. The message is for the one who sent it. */
public final class StatementFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int line;
    private final int column;

    public StatementFailure(ErrorCode code, String message) {
        this(code, message, 0, 0, null);
    }

    public StatementFailure(ErrorCode code, String message, Throwable cause) {
        this(code, message, 0, 0, cause);
    }

    /**
     * @param line the line of the mistake, from 1; 0 if it is not about a place
     * @param column the place in that line
     */
    public StatementFailure(ErrorCode code, String message, int line, int column, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.line = line;
        this.column = column;
    }

    public ErrorCode code() {
        return code;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
