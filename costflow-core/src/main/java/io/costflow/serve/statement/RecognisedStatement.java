package io.costflow.serve.statement;

import java.util.List;

/**
 * A statement and what it asks for.
 *
 * @param kind what it asks for
 * @param fingerprint its form
 * @param tenant the schema that it is about
 * @param tree the whole statement, bound values in place
 * @param target the table that it writes, or null
 * @param tables the tables that it reads
 * @param conditions what it compares columns with
 */
public record RecognisedStatement(
        StatementKind kind, String fingerprint, String tenant, SyntaxNode tree, TableName target, List<TableName> tables, Conditions conditions) {

    /** The same, as another kind. */
    RecognisedStatement as(StatementKind other) {
        return new RecognisedStatement(other, fingerprint, tenant, tree, target, tables, conditions);
    }
}
