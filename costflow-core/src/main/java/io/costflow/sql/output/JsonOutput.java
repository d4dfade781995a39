package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.types.Row;

/** A result as lines of JSON. */
final class JsonOutput {

    private final SqlResult result;
    private final PrintWriter out;

    JsonOutput(SqlResult result, PrintWriter out) {
        this.result = result;
        this.out = out;
    }

    void write() throws SqlFailure {
        ResultRows.write(result, out, this::writeLine);
    }

    private void writeLine(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < result.columns().size(); i++) {
            object.put(result.columns().get(i).getName(), row.getField(i));
        }
        out.println(PlainValues.json(object));
    }
}
