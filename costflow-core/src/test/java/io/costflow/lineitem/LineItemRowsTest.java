package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.RowCondition.Absent;
import io.costflow.lineitem.parquet.RowCondition.NumberWithin;
import io.costflow.lineitem.parquet.RowCondition.Present;
import io.costflow.lineitem.parquet.RowCondition.TimeWithin;
import io.costflow.lineitem.parquet.TextCondition;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads rows, and prunes row groups. */
class LineItemRowsTest {

    private static final Column AT = new Column("at", ColumnRole.TIME);
    private static final Column NAME = new Column("name", ColumnRole.TEXT);
    private static final Column CPU = new Column("cpu", ColumnRole.NUMBER);
    private static final long HOUR_MILLIS = 3_600_000;

    /** Six rows in row groups of two: the second has other times, names and numbers than the first, the third is NULL but for the times. */
    private static InputFile threeRowGroups() {
        return ParquetTestFile.with("required int64 at (TIMESTAMP(MILLIS,true))", "optional binary name (STRING)", "optional int64 cpu")
                .rowGroupRows(2)
                .row(0L, "a", 1L).row(HOUR_MILLIS, "b", 2L)
                .row(2 * HOUR_MILLIS, "m", 10L).row(3 * HOUR_MILLIS, null, 20L)
                .row(4 * HOUR_MILLIS, null, null).row(5 * HOUR_MILLIS, null, null)
                .file();
    }

    private static List<String> read(InputFile file, List<Column> columns, RowCondition... conditions) throws IOException, UnreadableFileException {
        List<String> read = new ArrayList<>();
        try (LineItemRows rows = LineItemRows.open(file, columns, List.of(conditions))) {
            for (int count = rows.next(); count > 0; count = rows.next()) {
                for (int row = 0; row < count; row++) {
                    List<String> values = new ArrayList<>();
                    for (Column column : columns) {
                        values.add(value(rows, column, row));
                    }
                    read.add(String.join(" ", values));
                }
            }
        }
        return read;
    }

    private static String value(LineItemRows rows, Column column, int row) {
        return switch (column.role()) {
            case NUMBER, NUMBER_OR_TEXT -> Double.isNaN(rows.numbers(column.name())[row]) ? "NULL" : String.valueOf(rows.numbers(column.name())[row]);
            case TIME -> rows.times(column.name())[row] == LineItemRows.NO_TIME ? "NULL" : String.valueOf(rows.times(column.name())[row]);
            case TEXT -> {
                int number = rows.textIds(column.name())[row];
                yield number == LineItemRows.NO_TEXT ? "NULL" : new String(rows.texts(column.name()).utf8(number), StandardCharsets.UTF_8);
            }
        };
    }

    private static List<String> hours(RowCondition... conditions) throws IOException, UnreadableFileException {
        return read(threeRowGroups(), List.of(AT, NAME, CPU), conditions).stream()
                .map(row -> String.valueOf(Long.parseLong(row.substring(0, row.indexOf(' '))) / 1000 / HOUR_MILLIS)).toList();
    }

    @Test
    void everyRowComesWithItsValuesInTheOrderOfTheFile() throws Exception {
        assertThat(read(threeRowGroups(), List.of(NAME, CPU)))
                .containsExactly("a 1.0", "b 2.0", "m 10.0", "NULL 20.0", "NULL NULL", "NULL NULL");
    }

    @Test
    void aColumnThatTheFileLacksIsNull() throws Exception {
        assertThat(read(threeRowGroups(), List.of(NAME, new Column("node_role", ColumnRole.TEXT), new Column("limit", ColumnRole.NUMBER))))
                .startsWith("a NULL NULL").hasSize(6);
    }

    @Test
    void rowsAreCountedWithoutReadingAColumn() throws Exception {
        assertThat(read(threeRowGroups(), List.of())).hasSize(6);
    }

    @Test
    void aRowGroupOutsideOfTheBoundsIsPruned() throws Exception {
        assertThat(hours(new NumberWithin("cpu", 5, 15))).containsExactly("2", "3");
        assertThat(hours(new NumberWithin("cpu", 2, Double.POSITIVE_INFINITY))).containsExactly("0", "1", "2", "3");
        assertThat(hours(new TextCondition.Within("name", "c", null))).containsExactly("2", "3");
        assertThat(hours(new TextCondition.Within("name", null, "a"))).containsExactly("0", "1");
        assertThat(hours(new TimeWithin("at", 4 * HOUR_MILLIS * 1000, Long.MAX_VALUE))).containsExactly("4", "5");
        assertThat(hours(new TimeWithin("at", 0, 1), new TextCondition.Within("name", "m", "m"))).isEmpty();
    }

    @Test
    void aRowGroupWhoseTextsCannotFulfilAConditionIsPruned() throws Exception {
        TextCondition one = TextCondition.Within.only("name", "m");
        assertThat(hours(new TextCondition.Starting("name", "m"))).containsExactly("2", "3");
        assertThat(hours(new TextCondition.Starting("name", "a"))).containsExactly("0", "1");
        assertThat(hours(new TextCondition.Starting("name", "c"))).isEmpty();
        assertThat(hours(new TextCondition.Starting("name", "b-long"))).isEmpty();
        assertThat(hours(new TextCondition.Either(List.of(one, new TextCondition.Starting("name", "z"))))).containsExactly("2", "3");
        assertThat(hours(new TextCondition.Not(one))).containsExactly("0", "1", "2", "3");
    }

    @Test
    void whereAllIsNullNothingIsWithinBounds() throws Exception {
        assertThat(hours(new Present("cpu"))).containsExactly("0", "1", "2", "3");
        assertThat(hours(new Absent("cpu"))).containsExactly("4", "5");
        assertThat(hours(new Absent("name"))).containsExactly("2", "3", "4", "5");
    }

    @Test
    void aColumnThatTheFileLacksIsWithinNoBounds() throws Exception {
        Column role = new Column("node_role", ColumnRole.TEXT);
        assertThat(read(threeRowGroups(), List.of(role), new TextCondition.Within("node_role", "a", "z"))).isEmpty();
        assertThat(read(threeRowGroups(), List.of(role), new Absent("node_role"))).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "double", "int32", "int64"})
    void boundsApplyToNumbersOfEveryType(String type) throws Exception {
        Object[] values = switch (type) {
            case "float" -> new Object[] {1f, 7f};
            case "double" -> new Object[] {1d, 7d};
            case "int32" -> new Object[] {1, 7};
            default -> new Object[] {1L, 7L};
        };
        InputFile file = ParquetTestFile.with("optional " + type + " cpu").rowGroupRows(1).row(values[0]).row(values[1]).file();
        assertThat(read(file, List.of(CPU), new NumberWithin("cpu", 6, 8))).containsExactly("7.0");
    }

    @Test
    void aColumnOfAnotherKindIsAnErrorThatNamesIt() {
        InputFile file = ParquetTestFile.with("optional binary cpu (STRING)").row("much").file();
        assertThatThrownBy(() -> read(file, List.of(CPU)))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("Column \"cpu\"").hasMessageContaining("a number is needed");
    }

    @Test
    void aFileThatIsCutShortIsAnError() {
        BytesFile file = (BytesFile) threeRowGroups();
        assertThatThrownBy(() -> read(file.cutTo((int) file.getLength() - 20), List.of(CPU))).isInstanceOf(UnreadableFileException.class);
    }
}
