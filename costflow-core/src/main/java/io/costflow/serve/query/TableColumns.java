package io.costflow.serve.query;

import java.util.Map;
import java.util.Optional;

/** Knows the columns of tables. */
@FunctionalInterface
public interface TableColumns {

    /**
     * Finds the columns of a table, in their order.
     *
     * @param catalog the catalog in Trino
     * @return empty if there is no such table
     */
    Optional<Map<String, Kind>> of(String catalog, String schema, String table);
}
