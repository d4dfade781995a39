package io.costflow.serve.query;

import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.statement.SyntaxNode;

/** A statement has a part that Flink SQL does not have, or has with another meaning, or that is wrong. The message is a full sentence. */
public final class Untranslatable extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int line;
    private final int column;

    /** What is not wrong, but not translated either. */
    Untranslatable(String message, SyntaxNode at) {
        this(ErrorCode.NOT_SUPPORTED, message, at);
    }

    /** @param code the error that Trino has for it */
    Untranslatable(ErrorCode code, String message, SyntaxNode at) {
        super(message);
        this.code = code;
        line = SyntaxNode.line(at);
        column = SyntaxNode.column(at);
    }

    public ErrorCode code() {
        return code;
    }

    /** Whether a Trino may answer the statement: it translates more, and may have other catalogs, tables and columns. */
    public boolean mayBeOfTrino() {
        return switch (code) {
            case NOT_SUPPORTED, CATALOG_NOT_FOUND, TABLE_NOT_FOUND, COLUMN_NOT_FOUND -> true;
            default -> false;
        };
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
