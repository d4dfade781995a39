package io.costflow.serve.query;

/**
 * An expression as Flink SQL.
 *
 * @param sql as Flink SQL
 */
record Expression(String sql, Kind kind) {}
