package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.lineitem.LineItemRows.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;

/** Line items that are combined where they are read. */
class LineItemGroupsTest {

    private static final Column AT = new Column("at", ColumnRole.TIME);
    private static final Column NAME = new Column("name", ColumnRole.TEXT);
    private static final Column CPU = new Column("cpu", ColumnRole.NUMBER);
    private static final List<RowTotal> TOTALS = List.of(
            new RowTotal(RowTotal.Kind.SUM, "cpu"), new RowTotal(RowTotal.Kind.ROWS, null),
            new RowTotal(RowTotal.Kind.LEAST, "cpu"), new RowTotal(RowTotal.Kind.GREATEST, "cpu"));

    private static InputFile hours() {
        return ParquetTestFile.with("required int64 at (TIMESTAMP(MILLIS,true))", "optional binary name (STRING)", "optional double cpu")
                .rowGroupRows(2)
                .row(1L, "a", 1.5).row(1L, "b", 2.0)
                .row(2L, "a", -4.0).row(1L, "a", null)
                .row(1L, null, 3.0).row(2L, "b", null)
                .file();
    }

    @Test
    void rowsThatAgreeInAllKeysBecomeOne() throws Exception {
        assertThat(read(hours(), List.of(NAME)))
                .containsExactlyInAnyOrder("a sum -2.5 rows 3 from -4.0 to 1.5", "b sum 2.0 rows 2 from 2.0 to 2.0", "NULL sum 3.0 rows 1 from 3.0 to 3.0");
        assertThat(read(hours(), List.of(AT, NAME))).containsExactlyInAnyOrder(
                "1000 a sum 1.5 rows 2 from 1.5 to 1.5", "1000 b sum 2.0 rows 1 from 2.0 to 2.0", "2000 a sum -4.0 rows 1 from -4.0 to -4.0",
                "1000 NULL sum 3.0 rows 1 from 3.0 to 3.0", "2000 b sum NaN rows 1 from NaN to NaN");
    }

    @Test
    void withoutKeysAllRowsAreOneGroup() throws Exception {
        assertThat(read(hours(), List.of())).containsExactly("sum 2.5 rows 6 from -4.0 to 3.0");
    }

    @Test
    void rowsThatAreNotWantedMakeNoGroups() throws Exception {
        assertThat(read(hours(), List.of(NAME), new RowCondition.TimeWithin("at", 2000, Long.MAX_VALUE)))
                .containsExactlyInAnyOrder("a sum -4.0 rows 1 from -4.0 to -4.0", "b sum NaN rows 1 from NaN to NaN");
        assertThat(read(hours(), List.of(), new RowCondition.NumberWithin("cpu", 2.5, 9))).containsExactly("sum 3.0 rows 1 from 3.0 to 3.0");
        assertThat(read(hours(), List.of(), new RowCondition.NumberWithin("cpu", 9, 9))).isEmpty();
    }

    @Test
    void groupsAreHandedOnBeforeTheyAreTooMany() throws Exception {
        ParquetTestFile file = ParquetTestFile.with("optional binary name (STRING)", "optional double cpu");
        int names = 100_000;
        for (int row = 0; row < 2 * names; row++) {
            file.row("name-" + row % names, 1.0);
        }
        int calls = 0;
        long rowsOfGroups = 0;
        double sum = 0;
        try (LineItemRows rows = LineItemRows.open(file.file(), List.of(NAME, CPU), List.of())) {
            LineItemGroups groups = new LineItemGroups(rows, List.of(NAME), TOTALS, List.of());
            for (int found = groups.next(); found > 0; found = groups.next()) {
                calls++;
                rowsOfGroups += Arrays.stream(groups.counts()).limit(found).sum();
                sum += Arrays.stream(groups.numbers(0)).limit(found).sum();
            }
        }
        assertThat(calls).isGreaterThan(1);
        assertThat(rowsOfGroups).isEqualTo(2 * names);
        assertThat(sum).isEqualTo(2 * names);
    }

    private static List<String> read(InputFile file, List<Column> keys, RowCondition... tests) throws IOException, UnreadableFileException {
        List<String> read = new ArrayList<>();
        try (LineItemRows rows = LineItemRows.open(file, List.of(AT, NAME, CPU), List.of())) {
            LineItemGroups groups = new LineItemGroups(rows, keys, TOTALS, List.of(tests));
            for (int found = groups.next(); found > 0; found = groups.next()) {
                for (int group = 0; group < found; group++) {
                    List<String> values = new ArrayList<>();
                    for (int key = 0; key < keys.size(); key++) {
                        values.add(keys.get(key) == AT ? String.valueOf(groups.times(key)[group]) : text(rows, groups.textNumbers(key)[group]));
                    }
                    values.add("sum " + groups.numbers(0)[group] + " rows " + groups.counts()[group] + " from " + groups.numbers(2)[group]
                            + " to " + groups.numbers(3)[group]);
                    read.add(String.join(" ", values));
                }
            }
        }
        return read;
    }

    private static String text(LineItemRows rows, int number) {
        return number == LineItemRows.NO_TEXT ? "NULL" : new String(rows.texts("name").utf8(number), StandardCharsets.UTF_8);
    }
}
