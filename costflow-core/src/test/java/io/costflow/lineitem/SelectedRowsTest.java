package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.TextCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Selects rows by conditions of every kind. */
class SelectedRowsTest {

    private static final Column CPU = new Column("cpu", ColumnRole.NUMBER);
    private static final Column AT = new Column("at", ColumnRole.TIME);
    private static final Column NAME = new Column("name", ColumnRole.TEXT);
    private static final Column MISSING = new Column("missing", ColumnRole.TEXT);
    private static final List<Column> ALL = List.of(CPU, AT, NAME, MISSING);

    private static InputFile fourRows() {
        return ParquetTestFile.with("optional double cpu", "optional int64 at (TIMESTAMP(MICROS,true))", "optional binary name (STRING)")
                .row(1.0, 10L, "a").row(2.0, 20L, "b").row(null, 30L, "a").row(4.0, null, null)
                .file();
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(List.of(), List.of(0, 1, 2, 3)),
                Arguments.of(List.of(new RowCondition.NumberWithin("cpu", 1, 2)), List.of(0, 1)),
                Arguments.of(List.of(new RowCondition.NumberWithin("cpu", Math.nextUp(1.0), Double.POSITIVE_INFINITY)), List.of(1, 3)),
                Arguments.of(List.of(new RowCondition.TimeWithin("at", Long.MIN_VALUE + 1, 20)), List.of(0, 1)),
                Arguments.of(List.of(new TextCondition.Within("name", "a", "a")), List.of(0, 2)),
                Arguments.of(List.of(new TextCondition.Within("name", "b", null)), List.of(1)),
                Arguments.of(List.of(new TextCondition.Starting("name", "a")), List.of(0, 2)),
                Arguments.of(List.of(new TextCondition.Starting("name", "aa")), List.of()),
                Arguments.of(List.of(new TextCondition.Not(TextCondition.Within.only("name", "a"))), List.of(1)),
                Arguments.of(List.of(new TextCondition.Not(TextCondition.Within.only("name", "c"))), List.of(0, 1, 2)),
                Arguments.of(List.of(new TextCondition.Either(List.of(TextCondition.Within.only("name", "b"), new TextCondition.Starting("name", "a")))), List.of(0, 1, 2)),
                Arguments.of(List.of(new TextCondition.Not(new TextCondition.Starting("missing", "a"))), List.of()),
                Arguments.of(List.of(new RowCondition.Absent("name")), List.of(3)),
                Arguments.of(List.of(new RowCondition.Present("cpu")), List.of(0, 1, 3)),
                Arguments.of(List.of(new RowCondition.Absent("at")), List.of(3)),
                Arguments.of(List.of(new RowCondition.Absent("missing")), List.of(0, 1, 2, 3)),
                Arguments.of(List.of(new RowCondition.Present("missing")), List.of()),
                Arguments.of(List.of(new TextCondition.Within("name", "a", "a"), new RowCondition.Present("cpu")), List.of(0)));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void rowsThatFulfilAllConditionsAreSelected(List<RowCondition> conditions, List<Integer> expected) throws Exception {
        List<Integer> found = new ArrayList<>();
        try (LineItemRows rows = LineItemRows.open(fourRows(), ALL, List.of())) {
            SelectedRows selected = new SelectedRows(rows, conditions);
            for (int count = selected.next(); count > 0; count = selected.next()) {
                for (int row = 0; row < count; row++) {
                    found.add(selected.position(row));
                }
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void batchesWithoutASelectedRowAreSkipped() throws Exception {
        ParquetTestFile file = ParquetTestFile.with("optional double cpu");
        int rowsBefore = 3 * ColumnBatch.ROWS;
        for (int row = 0; row <= rowsBefore; row++) {
            file.row((double) row);
        }
        try (LineItemRows rows = LineItemRows.open(file.file(), List.of(CPU), List.of())) {
            SelectedRows selected = new SelectedRows(rows, List.of(new RowCondition.NumberWithin("cpu", rowsBefore, rowsBefore)));
            assertThat(selected.next()).isOne();
            assertThat(selected.rowsRead()).isEqualTo(rowsBefore + 1);
            assertThat(selected.next()).isZero();
        }
    }
}
