package io.costflow.serve.statement;

/** A text is no statement, or none that can be run. The message says what is wrong with it. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Problem {
        SYNTAX,
        /** The session has prepared no statement of the name. */
        NOT_PREPARED,
        /** There are more or fewer values than parameters. */
        PARAMETERS
    }

    private final Problem problem;
    private final int line;
    private final int column;

    /**
     * @param line the line of the mistake, from 1
     * @param column the place in that line, from 1
     */
    public SyntaxException(String message, int line, int column) {
        this(Problem.SYNTAX, message, line, column);
    }

    private SyntaxException(Problem problem, String message, int line, int column) {
        super(message);
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /** A problem of a session, which is at no place of the text. */
    static SyntaxException of(Problem problem, String message) {
        return new SyntaxException(problem, message, 0, 0);
    }

    public Problem problem() {
        return problem;
    }

    /** From 1; 0 if the problem is at no place. */
    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
