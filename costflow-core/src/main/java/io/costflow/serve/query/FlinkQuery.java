package io.costflow.serve.query;

import java.util.List;

/**
 * A question as Flink SQL.
 *
 * @param sql the statement
 * @param columns the names of the columns of its answer, as Trino gives them
 */
public record FlinkQuery(String sql, List<String> columns) {}
