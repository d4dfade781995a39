package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import java.util.Locale;

/** How results are written. */
public enum ResultFormat {
    /** For people. */
    TABLE {
        @Override
        public void write(SqlResult result, OutputDevice device) throws SqlFailure {
            new TableOutput(result, device).write();
        }
    },
    /** A line of names, then a line for each row (RFC 4180). NULL is nothing, an empty text a pair of quotes. */
    CSV {
        @Override
        public void write(SqlResult result, OutputDevice device) throws SqlFailure {
            new CsvOutput(result, device.out()).write();
        }
    },
    /** A JSON object in a line for each row. */
    JSON {
        @Override
        public void write(SqlResult result, OutputDevice device) throws SqlFailure {
            new JsonOutput(result, device.out()).write();
        }
    };

    /** Writes all rows as they come. */
    public abstract void write(SqlResult result, OutputDevice device) throws SqlFailure;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
