package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.types.Row;

/** A result as comma-separated values. */
final class CsvOutput {

    private final SqlResult result;
    private final PrintWriter out;

    CsvOutput(SqlResult result, PrintWriter out) {
        this.result = result;
        this.out = out;
    }

    void write() throws SqlFailure {
        if (result.columns().isEmpty()) {
            return;
        }
        out.println(result.columns().stream().map(column -> cell(column.getName())).collect(Collectors.joining(",")));
        ResultRows.write(result, out, this::writeLine);
    }

    private void writeLine(Row row) {
        out.println(IntStream.range(0, row.getArity()).mapToObj(i -> cell(row.getField(i))).collect(Collectors.joining(",")));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = PlainValues.text(value);
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
