package io.costflow.lineitem.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.ParquetTestFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;

/** Reads batches of columns that have nothing to do with line items. */
class ParquetBatchReaderTest {

    private static final RequestedColumn CITY = RequestedColumn.required("city", ColumnRole.TEXT);
    private static final RequestedColumn HEIGHT = RequestedColumn.optional("height", ColumnRole.NUMBER);
    private static final RequestedColumn FOUNDED = RequestedColumn.optional("founded", ColumnRole.TIME);

    private static ParquetTestFile cities() {
        return ParquetTestFile.with("required binary city (STRING)", "optional double height", "optional int32 founded (DATE)").rowGroupRows(2);
    }

    @Test
    void batchesHaveTheRowsOfTheFileInOrder() throws Exception {
        InputFile file = cities().row("Oslo", 23.0, 1).row("Rome", null, 2).row("Oslo", 5.0, null).file();

        assertThat(read(file, List.of(CITY, HEIGHT, FOUNDED), List.of()))
                .containsExactly("Oslo 23.0 86400000000", "Rome NaN 172800000000", "Oslo 5.0 " + TimeVector.NULL);
    }

    @Test
    void aBatchNeverSpansRowGroups() throws Exception {
        InputFile file = cities().row("Oslo", 1.0, 1).row("Rome", 2.0, 1).row("Bern", 3.0, 1).file();

        try (ParquetBatchReader reader = ParquetBatchReader.open(file, List.of(CITY), List.of())) {
            assertThat(List.of(reader.next(), reader.next(), reader.next())).containsExactly(2, 1, 0);
            assertThat(reader.rowsRead()).isEqualTo(3);
        }
    }

    @Test
    void textIdsAreTheSameInAllRowGroups() throws Exception {
        InputFile file = cities().row("Oslo", 1.0, 1).row("Rome", 2.0, 1).row("Rome", 3.0, 1).row("Oslo", 4.0, 1).file();

        List<Integer> ids = new ArrayList<>();
        try (ParquetBatchReader reader = ParquetBatchReader.open(file, List.of(CITY), List.of())) {
            for (int rows = reader.next(); rows > 0; rows = reader.next()) {
                for (int row = 0; row < rows; row++) {
                    ids.add(reader.batch().text("city").ids()[row]);
                }
            }
        }
        assertThat(ids).containsExactly(1, 2, 2, 1);
    }

    @Test
    void rowGroupsThatCannotMatchAreSkipped() throws Exception {
        InputFile file = cities().row("Oslo", 1.0, 1).row("Rome", 2.0, 1).row("Bern", 30.0, 1).row("Lima", 4.0, 1).file();

        assertThat(read(file, List.of(CITY, HEIGHT), List.of(new RowCondition.NumberWithin("height", 20, 40)))).containsExactly("Bern 30.0", "Lima 4.0");
    }

    @Test
    void eachDistinctTextIsCheckedOnce() throws Exception {
        List<String> checked = new ArrayList<>();
        RequestedColumn city = new RequestedColumn("city", ColumnRole.TEXT, true, false, (column, utf8) -> checked.add(column + " " + text(utf8)));
        InputFile file = cities().row("Oslo", 1.0, 1).row("Rome", 2.0, 1).row("Rome", 3.0, 1).row("Oslo", 4.0, 1).file();

        read(file, List.of(city), List.of());

        assertThat(checked).containsExactly("city Oslo", "city Rome");
    }

    @Test
    void anAbsentColumnIsNullOrZeroOrAnError() throws Exception {
        InputFile file = ParquetTestFile.with("required binary city (STRING)").row("Oslo").file();

        RequestedColumn zero = new RequestedColumn("height", ColumnRole.NUMBER, false, true, null);
        assertThat(read(file, List.of(CITY, HEIGHT), List.of())).containsExactly("Oslo NaN");
        assertThat(read(file, List.of(CITY, zero), List.of())).containsExactly("Oslo 0.0");
        assertThatThrownBy(() -> read(file, List.of(RequestedColumn.required("height", ColumnRole.NUMBER)), List.of()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("The file has no column \"height\", which is needed. Write the file again with this column.");
    }

    @Test
    void aNumberMayBeText() throws Exception {
        List<RequestedColumn> height = List.of(RequestedColumn.optional("height", ColumnRole.NUMBER_OR_TEXT));

        assertThat(read(ParquetTestFile.with("optional binary height (STRING)").row("7").row("1.5").row("").row("tall").row("1e999").row((String) null).file(), height, List.of()))
                .containsExactly("7.0", "1.5", "NaN", "NaN", "NaN", "NaN");
        assertThat(read(ParquetTestFile.with("optional int64 height").row(7L).row((Long) null).file(), height, List.of())).containsExactly("7.0", "NaN");
        assertThat(read(ParquetTestFile.with("optional double height").row(7.5).file(), height, List.of())).containsExactly("7.5");
    }

    private static List<String> read(InputFile file, List<RequestedColumn> columns, List<RowCondition> conditions) throws Exception {
        List<String> found = new ArrayList<>();
        try (ParquetBatchReader reader = ParquetBatchReader.open(file, columns, conditions)) {
            for (int rows = reader.next(); rows > 0; rows = reader.next()) {
                for (int row = 0; row < rows; row++) {
                    List<String> values = new ArrayList<>();
                    for (RequestedColumn column : columns) {
                        values.add(value(reader.batch().column(column.name()), row));
                    }
                    found.add(String.join(" ", values));
                }
            }
        }
        return found;
    }

    private static String value(ColumnVector column, int row) {
        if (column instanceof NumberVector numbers) {
            return String.valueOf(numbers.values()[row]);
        } else if (column instanceof TimeVector times) {
            return String.valueOf(times.values()[row]);
        }
        TextVector texts = (TextVector) column;
        return text(texts.texts().text(texts.ids()[row]));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
