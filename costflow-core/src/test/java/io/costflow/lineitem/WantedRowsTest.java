package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.lineitem.LineItemRows.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rows of a file fulfil conditions. */
class WantedRowsTest {

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
    void thoseThatFulfilAllConditionsAreWanted(List<RowCondition> conditions, List<Integer> wanted) throws Exception {
        List<Integer> found = new ArrayList<>();
        try (LineItemRows rows = LineItemRows.open(fourRows(), ALL, List.of())) {
            WantedRows wantedRows = new WantedRows(rows, conditions);
            for (int count = wantedRows.next(); count > 0; count = wantedRows.next()) {
                for (int row = 0; row < count; row++) {
                    found.add(wantedRows.place(row));
                }
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void rowsWithoutAWantedOneAmongThemAreNotTheEnd() throws Exception {
        ParquetTestFile file = ParquetTestFile.with("optional double cpu");
        int rowsBefore = 3 * ColumnVector.ROWS;
        for (int row = 0; row <= rowsBefore; row++) {
            file.row((double) row);
        }
        try (LineItemRows rows = LineItemRows.open(file.file(), List.of(CPU), List.of())) {
            WantedRows wanted = new WantedRows(rows, List.of(new RowCondition.NumberWithin("cpu", rowsBefore, rowsBefore)));
            assertThat(wanted.next()).isOne();
            assertThat(wanted.rowsTaken()).isEqualTo(rowsBefore + 1);
            assertThat(wanted.next()).isZero();
        }
    }
}
