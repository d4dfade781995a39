package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.types.Row;

/** Goes through the rows of a result. */
final class ResultRows {

    /** Looking whether somebody still listens writes out what was kept back. */
    private static final int ROWS_BETWEEN_LOOKS = 1000;

    private ResultRows() {}

    /**
     * Writes the rows that are left, until nobody listens any more, as when {@code head} has enough.
     *
     * @return how many they were
     */
    static long write(SqlResult result, PrintWriter out, Consumer<Row> writer) throws SqlFailure {
        long rows = 0;
        for (Optional<Row> row = result.next(); row.isPresent(); row = result.next()) {
            writer.accept(row.get());
            rows++;
            if (rows % ROWS_BETWEEN_LOOKS == 0 && out.checkError()) {
                break;
            }
        }
        out.flush();
        return rows;
    }
}
