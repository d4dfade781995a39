package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import io.costflow.text.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.types.Row;
import org.jline.utils.WCWidth;

/** A result as a table to read: the first rows say how wide the columns are. */
final class TableOutput {

    private static final int ROWS_TO_MEASURE = 1000;

    private final SqlResult result;
    private final PrintWriter out;
    private final List<String> names;
    private final TextTable table;

    TableOutput(SqlResult result, PrintWriter out) {
        this.result = result;
        this.out = out;
        this.names = result.columns().stream().map(Column::getName).toList();
        this.table = new TextTable(
                IntStream.range(0, names.size())
                        .filter(i -> result.columns().get(i).getDataType().getLogicalType().is(LogicalTypeFamily.NUMERIC))
                        .boxed()
                        .collect(Collectors.toSet()),
                TableOutput::width);
        table.measure(names);
    }

    void write() throws SqlFailure {
        if (names.isEmpty()) {
            return;
        }
        List<List<String>> first = new ArrayList<>();
        while (first.size() < ROWS_TO_MEASURE) {
            Optional<Row> row = result.next();
            if (row.isEmpty()) {
                break;
            }
            List<String> cells = cells(row.get());
            table.measure(cells);
            first.add(cells);
        }
        if (isOneText(first)) {
            out.println(first.get(0).get(0).stripTrailing());
            out.flush();
            return;
        }
        writeLine(names);
        writeRule();
        first.forEach(this::writeLine);
        long rows = first.size() + ResultRows.write(result, out, row -> writeLine(cells(row)));
        out.println(rows == 1 ? "(1 row)" : String.format(Locale.ROOT, "(%,d rows)", rows));
        out.flush();
    }

    /** A plan or a definition: lines that need no frame. */
    private boolean isOneText(List<List<String>> rows) {
        return names.size() == 1 && rows.size() == 1 && rows.get(0).get(0).contains("\n");
    }

    private static List<String> cells(Row row) {
        return IntStream.range(0, row.getArity()).mapToObj(row::getField).map(value -> value == null ? "NULL" : PlainValues.text(value)).toList();
    }

    /** Returns how many columns of a terminal a text takes: ideographs and emoji take two, accents of their own none. */
    private static int width(String text) {
        return text.codePoints().map(WCWidth::wcwidth).filter(columns -> columns > 0).sum();
    }

    private void writeLine(List<String> cells) {
        out.println((" " + String.join(" | ", table.padded(cells))).stripTrailing());
    }

    private void writeRule() {
        out.println(table.widths().stream().map("-"::repeat).collect(Collectors.joining("-+-", "-", "-")));
    }
}
