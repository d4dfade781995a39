package io.costflow.serve.answer;

import io.costflow.inventory.SourceFolders;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.lake.LakeTable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds distinct values in line items, straight from the files: Flink would take longer to plan than this takes to read. */
final class DistinctValues {

    private static final int MICROS_PER_SECOND = 1_000_000;

    private final SourceFolders folders;

    DistinctValues(SourceFolders folders) {
        this.folders = folders;
    }

    /**
     * The days that count.
     *
     * @param time the column that says when a line item is of
     * @param to the last day
     */
    record Days(String time, LocalDate from, LocalDate to) {

        RowCondition.TimeWithin condition() {
            return new RowCondition.TimeWithin(time, micros(from), micros(to.plusDays(1)) - 1);
        }

        private static long micros(LocalDate day) {
            return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND;
        }
    }

    /** The sources that have a folder of a table. */
    List<String> sources(String tenant, String table) throws IOException, InterruptedException {
        return folders.sources(SourceSettings.account(tenant), LakeTable.of(table).orElseThrow().report());
    }

    /** The distinct values of columns in a folder, in the order in which they are found. Each is a text, a number, a time or null. */
    Set<List<Object>> of(String tenant, String table, String source, YearMonth month, Optional<Days> days, String... names)
            throws StatementFailure, IOException, InterruptedException {
        LineItemFiles files = LineItemFiles.list(folders, tenant, LakeTable.of(table).orElseThrow(), source, month);
        List<Column> columns = new ArrayList<>(names.length);
        for (String name : names) {
            columns.add(files.column(name));
        }
        Set<Column> read = new LinkedHashSet<>(columns);
        days.ifPresent(wanted -> read.add(new Column(wanted.time(), ColumnRole.TIME)));
        Set<List<Object>> found = new LinkedHashSet<>();
        RowCondition.TimeWithin within = days.map(Days::condition).orElse(null);
        try (LineItemScan items = files.read(List.copyOf(read), within == null ? List.of() : List.of(within))) {
            while (items.next()) {
                if (within == null || items.isWithin(within)) {
                    List<Object> values = new ArrayList<>(columns.size());
                    for (Column column : columns) {
                        values.add(items.value(column));
                    }
                    found.add(values);
                }
            }
        }
        return found;
    }
}
