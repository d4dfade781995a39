package io.costflow.serve.query;

import java.util.List;

/**
 * What stands in FROM.
 *
 * @param sql as Flink SQL
 * @param columns its columns, in their order
 */
record Relation(String sql, List<Column> columns) {

    /**
     * A column that can be named.
     *
     * @param owner the table's name or alias
     */
    record Column(String owner, String name, Kind kind) {}
}
