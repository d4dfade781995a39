package io.costflow.lineitem;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;

/** The vectors of all needed columns, every column once. */
final class VectorSet {

    private final Map<String, ColumnVector> vectors = new LinkedHashMap<>();

    /**
     * @param neededColumns what is needed
     * @param columns the columns of the file by the names that are needed, without those that it lacks
     */
    VectorSet(Collection<NeededColumn> neededColumns, Map<String, ColumnDescriptor> columns) {
        for (NeededColumn needed : neededColumns) {
            ColumnDescriptor column = columns.get(needed.name());
            vectors.put(needed.name(), switch (needed.role()) {
                case NUMBER -> new NumberVector(needed, column);
                case TEXT -> new TextVector(needed, column);
                case TIME -> new TimeVector(needed, column);
            });
        }
    }

    Collection<ColumnVector> all() {
        return vectors.values();
    }

    ColumnVector any(String column) {
        return vectors.get(column);
    }

    NumberVector number(String column) {
        return (NumberVector) vectors.get(column);
    }

    TextVector text(String column) {
        return (TextVector) vectors.get(column);
    }

    TimeVector time(String column) {
        return (TimeVector) vectors.get(column);
    }
}
