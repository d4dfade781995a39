package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.types.Row;

/** A result as a table to read: the first rows say how wide the columns are. */
final class TableOutput {

    private static final int ROWS_TO_MEASURE = 1000;

    private final SqlResult result;
    private final PrintWriter out;
    private final int[] widths;

    TableOutput(SqlResult result, PrintWriter out) {
        this.result = result;
        this.out = out;
        this.widths = result.columns().stream().mapToInt(column -> width(column.getName())).toArray();
    }

    void write() throws SqlFailure {
        if (widths.length == 0) {
            return;
        }
        List<String[]> first = new ArrayList<>();
        while (first.size() < ROWS_TO_MEASURE) {
            Optional<Row> row = result.next();
            if (row.isEmpty()) {
                break;
            }
            first.add(measured(cells(row.get())));
        }
        if (isOneText(first)) {
            out.println(first.get(0)[0].stripTrailing());
            out.flush();
            return;
        }
        writeLine(result.columns().stream().map(Column::getName).toArray(String[]::new));
        writeRule();
        first.forEach(this::writeLine);
        long rows = first.size() + ResultRows.write(result, out, row -> writeLine(cells(row)));
        out.println(rows == 1 ? "(1 row)" : String.format(Locale.ROOT, "(%,d rows)", rows));
        out.flush();
    }

    /** A plan or a definition: lines that need no frame. */
    private boolean isOneText(List<String[]> rows) {
        return widths.length == 1 && rows.size() == 1 && rows.get(0)[0].contains("\n");
    }

    private static String[] cells(Row row) {
        String[] cells = new String[row.getArity()];
        for (int i = 0; i < cells.length; i++) {
            Object value = row.getField(i);
            cells[i] = value == null ? "NULL" : PlainValues.text(value);
        }
        return cells;
    }

    private String[] measured(String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], width(cells[i]));
        }
        return cells;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private void writeLine(String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String blanks = " ".repeat(Math.max(0, widths[i] - width(cells[i])));
            boolean number = result.columns().get(i).getDataType().getLogicalType().is(LogicalTypeFamily.NUMERIC);
            line.append(i == 0 ? " " : " | ").append(number ? blanks + cells[i] : cells[i] + blanks);
        }
        out.println(line.toString().stripTrailing());
    }

    private void writeRule() {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "-" : "-+-").append("-".repeat(widths[i]));
        }
        out.println(rule.append('-'));
    }
}
