package io.costflow.lineitem.parquet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;

/** Holds one vector for each requested column. The vectors are reused: each batch overwrites the one before. */
public final class ColumnBatch {

    /** Batch size in rows: large enough to amortise per-batch cost, small enough for the vectors to stay in L2. */
    public static final int ROWS = 2048;

    private final Map<String, ColumnVector> vectors = new LinkedHashMap<>();

    /**
     * Creates the vectors.
     *
     * @param requested the columns, each once
     * @param columns the file's columns by requested name, without the ones that it lacks
     */
    ColumnBatch(Collection<RequestedColumn> requested, Map<String, ColumnDescriptor> columns) {
        for (RequestedColumn request : requested) {
            ColumnDescriptor column = columns.get(request.name());
            vectors.put(request.name(), switch (request.role()) {
                case NUMBER, NUMBER_OR_TEXT -> new NumberVector(request, column);
                case TEXT -> new TextVector(request, column);
                case TIME -> new TimeVector(request, column);
            });
        }
    }

    /** A batch of a file that has none of the columns. */
    public static ColumnBatch empty(Collection<RequestedColumn> requested) {
        return new ColumnBatch(requested, Map.of());
    }

    /** Returns the vector of a column that was requested as {@link ColumnRole#NUMBER} or {@link ColumnRole#NUMBER_OR_TEXT}. */
    public NumberVector number(String column) {
        return (NumberVector) vectors.get(column);
    }

    /** Returns the vector of a column that was requested as {@link ColumnRole#TEXT}. */
    public TextVector text(String column) {
        return (TextVector) vectors.get(column);
    }

    /** Returns the vector of a column that was requested as {@link ColumnRole#TIME}. */
    public TimeVector time(String column) {
        return (TimeVector) vectors.get(column);
    }

    /** Returns the vector of a requested column. */
    public ColumnVector column(String column) {
        return vectors.get(column);
    }

    List<ColumnVector> vectors() {
        return List.copyOf(vectors.values());
    }
}
