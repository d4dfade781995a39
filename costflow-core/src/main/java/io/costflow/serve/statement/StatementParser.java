package io.costflow.serve.statement;

/** Makes a syntax tree of a statement's text. */
public interface StatementParser {

    /**
     * Parses one statement.
     *
     * @throws SyntaxException if the text is no statement of Trino's SQL
     */
    SyntaxNode parse(String text) throws SyntaxException;

    /**
     * Returns the text of the statement that a {@code PREPARE} keeps.
     *
     * @throws SyntaxException if the text is no {@code PREPARE}
     */
    String prepared(String text) throws SyntaxException;
}
