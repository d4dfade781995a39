package io.costflow.serve.query;

import io.costflow.serve.statement.SyntaxNode;

/** A statement has a part that Flink SQL does not have, or has with another meaning. The message is a full sentence. */
public final class Untranslatable extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    Untranslatable(String message, SyntaxNode at) {
        super(message);
        line = SyntaxNode.line(at);
        column = SyntaxNode.column(at);
    }

    /** The line of that part, from 1; 0 if it is not known. */
    public int line() {
        return line;
    }

    /** The place in that line. */
    public int column() {
        return column;
    }
}
