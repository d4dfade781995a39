package io.costflow.sql.output;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import io.costflow.text.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.types.Row;
import org.jline.utils.WCWidth;

/** A result as a table to read: the first rows say how wide the columns are. */
final class TableOutput {

    private static final int ROWS_TO_MEASURE = 1000;
    private static final int SEPARATOR = " | ".length();
    private static final int RULE = 40;

    private final SqlResult result;
    private final OutputDevice device;
    private final PrintWriter out;
    private final List<String> names;
    private final TextTable table;

    TableOutput(SqlResult result, OutputDevice device) {
        this.result = result;
        this.device = device;
        this.out = device.out();
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
        long rows = isExpanded() ? writeRecords(first) : writeTable(first);
        out.println(rows == 1 ? "(1 row)" : String.format(Locale.ROOT, "(%,d rows)", rows));
        out.flush();
    }

    private boolean isExpanded() {
        return switch (device.expanded()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> device.width() > 0 && names.size() > 1
                    && table.widths().stream().mapToInt(Integer::intValue).sum() + SEPARATOR * (names.size() - 1) + 1 > device.width();
        };
    }

    private long writeTable(List<List<String>> first) throws SqlFailure {
        writeLine(names);
        writeRule();
        first.forEach(this::writeLine);
        return first.size() + ResultRows.write(result, out, row -> writeLine(cells(row)));
    }

    private long writeRecords(List<List<String>> first) throws SqlFailure {
        int name = names.stream().mapToInt(TableOutput::width).max().orElse(0);
        List<String> padded = names.stream().map(text -> text + " ".repeat(name - width(text))).toList();
        AtomicLong record = new AtomicLong();
        first.forEach(cells -> writeRecord(record.incrementAndGet(), padded, cells));
        ResultRows.write(result, out, row -> writeRecord(record.incrementAndGet(), padded, cells(row)));
        return record.get();
    }

    private void writeRecord(long number, List<String> padded, List<String> cells) {
        out.println("-[ " + number + " ]" + "-".repeat(RULE));
        for (int i = 0; i < cells.size(); i++) {
            out.println((padded.get(i) + " | " + cells.get(i)).stripTrailing());
        }
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
