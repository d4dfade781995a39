package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import java.io.PrintWriter;
import java.util.Locale;

/** How results are written. */
public enum ResultFormat {
    /** For people. */
    TABLE {
        @Override
        public void write(SqlResult result, PrintWriter out) throws SqlFailure {
            new TableOutput(result, out).write();
        }
    },
    /** A line of names, then a line for each row (RFC 4180). NULL is nothing, an empty text a pair of quotes. */
    CSV {
        @Override
        public void write(SqlResult result, PrintWriter out) throws SqlFailure {
            new CsvOutput(result, out).write();
        }
    },
    /** A JSON object in a line for each row. */
    JSON {
        @Override
        public void write(SqlResult result, PrintWriter out) throws SqlFailure {
            new JsonOutput(result, out).write();
        }
    };

    /** Writes all rows as they come. */
    public abstract void write(SqlResult result, PrintWriter out) throws SqlFailure;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
