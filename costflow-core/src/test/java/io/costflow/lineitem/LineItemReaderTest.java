package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Combines line items: keys, measures, days. */
class LineItemReaderTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final long FIRST = LocalDate.of(2025, 10, 1).toEpochDay();
    private static final String AT = "optional int64 at (TIMESTAMP(MILLIS,true))";
    private static final String NODE = "optional binary node (STRING)";
    private static final String CPU = "optional double cpu";

    @Test
    void lineItemsThatAgreeInAllKeysAreOneGroupInOrderOfFirstAppearance() throws Exception {
        LineItemLayout layout = layout(List.of(text("node"), text("pod")), new Measure.Sum("cpu", true));
        CombinedFile file = combine(
                ParquetTestFile.with(AT, NODE, "optional binary pod (STRING)", CPU)
                        .row(at("2025-10-01T00:00:00Z"), "b", "x", 1.0)
                        .row(at("2025-10-01T05:00:00Z"), "a", "x", 2.0)
                        .row(at("2025-10-01T06:00:00Z"), "b", "y", 4.0)
                        .row(at("2025-10-01T23:59:59.999Z"), "b", "x", 8.0),
                layout);

        GroupTable table = file.days().get(FIRST).table(0);
        assertThat(table.size()).isEqualTo(3);
        assertThat(List.of(table.text(0, 0), table.text(1, 0), table.number(0, 0))).isEqualTo(List.of("b", "x", 9.0));
        assertThat(List.of(table.text(0, 1), table.text(1, 1), table.number(0, 1))).isEqualTo(List.of("a", "x", 2.0));
        assertThat(List.of(table.text(0, 2), table.text(1, 2), table.number(0, 2))).isEqualTo(List.of("b", "y", 4.0));
        assertThat(file.days().get(FIRST).rows()).isEqualTo(4);
        assertThat(file.rows()).isEqualTo(4);
        assertThat(file.rowsOutsideMonth()).isZero();
    }

    @Test
    void nullAndEmptyTextAreDifferentKeys() throws Exception {
        GroupTable table = combine(
                        ParquetTestFile.with(AT, NODE, CPU).row(noon(), "", 1.0).row(noon(), null, 2.0).row(noon(), "", 4.0).row(noon(), null, 8.0),
                        layout(List.of(text("node")), new Measure.Sum("cpu", true)))
                .days().get(FIRST).table(0);

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.text(0, 0)).isEmpty();
        assertThat(table.number(0, 0)).isEqualTo(5.0);
        assertThat(table.text(0, 1)).isNull();
        assertThat(table.number(0, 1)).isEqualTo(10.0);
    }

    @Test
    void measuresIgnoreNullAndAreNullWhenEveryValueIs() throws Exception {
        LineItemLayout layout = layout(
                List.of(text("node")), new Measure.Sum("cpu", true), new Measure.Max("cores", true), new Measure.MaxText("id", true));
        GroupTable table = combine(
                        ParquetTestFile.with(AT, NODE, CPU, "optional double cores", "optional binary id (STRING)")
                                .row(noon(), "a", null, -3.0, "i-2")
                                .row(noon(), "b", null, null, null)
                                .row(noon(), "a", 1.5, null, null)
                                .row(noon(), "a", 2.0, -2.0, "i-10"),
                        layout)
                .days().get(FIRST).table(0);

        assertThat(table.number(0, 0)).isEqualTo(3.5);
        assertThat(table.number(1, 0)).isEqualTo(-2.0);
        assertThat(table.maxText(2, 0)).isEqualTo("i-2");
        assertThat(table.isNull(0, 0) || table.isNull(1, 0) || table.isNull(2, 0)).isFalse();
        assertThat(table.isNull(0, 1) && table.isNull(1, 1) && table.isNull(2, 1)).isTrue();
        assertThat(table.maxText(2, 1)).isNull();
    }

    /** U+FF61 is one UTF-16 unit above the surrogates of U+1F600, but the smaller code point. */
    @Test
    void theLargestTextIsLargestInCodePointOrder() throws Exception {
        GroupTable table = combine(
                        ParquetTestFile.with(AT, "optional binary id (STRING)").row(noon(), "\uFF61").row(noon(), "\uD83D\uDE00").row(noon(), "z"),
                        layout(List.of(), new Measure.MaxText("id", true)))
                .days().get(FIRST).table(0);

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.maxText(0, 0)).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void effectiveUsageIsTheReportedOneElseTheGreaterOfUsageAndRequest() throws Exception {
        LineItemLayout layout = layout(List.of(text("node")), new Measure.SumOfEffective("effective", "usage", "request"));
        GroupTable table = combine(
                        ParquetTestFile.with(AT, NODE, "optional double effective", "optional double usage", "optional double request")
                                .row(noon(), "a", 1.0, 16.0, 32.0)
                                .row(noon(), "a", null, 2.0, 1.0)
                                .row(noon(), "a", null, 3.0, 4.0)
                                .row(noon(), "a", null, null, 64.0)
                                .row(noon(), "b", null, 128.0, null),
                        layout)
                .days().get(FIRST).table(0);

        assertThat(table.number(0, 0)).isEqualTo(1.0 + 2.0 + 4.0);
        assertThat(table.isNull(0, 1)).isTrue();
    }

    @Test
    void effectiveUsageMayBeAbsentFromTheFile() throws Exception {
        GroupTable table = combine(
                        ParquetTestFile.with(AT, "optional double usage", "optional double request").row(noon(), 2.0, 1.0).row(noon(), 3.0, 4.0),
                        layout(List.of(), new Measure.SumOfEffective("effective", "usage", "request")))
                .days().get(FIRST).table(0);

        assertThat(table.number(0, 0)).isEqualTo(6.0);
    }

    @Test
    void aTimeIsAKeyOfItsOwn() throws Exception {
        LineItemLayout layout = layout(List.of(new Key("at", Key.Kind.TIME, true), new Key("until", Key.Kind.TIME, false)), new Measure.Max("cpu", true));
        GroupTable table = combine(
                        ParquetTestFile.with(AT, "optional int64 until (TIMESTAMP(MICROS,false))", CPU)
                                .row(at("2025-10-01T01:00:00Z"), null, 1.0)
                                .row(at("2025-10-01T02:00:00Z"), 5L, 2.0)
                                .row(at("2025-10-01T01:00:00Z"), null, 3.0),
                        layout)
                .days().get(FIRST).table(0);

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.time(0, 0)).isEqualTo(at("2025-10-01T01:00:00Z") * 1000);
        assertThat(table.timeIsNull(1, 0)).isTrue();
        assertThat(table.timeIsNull(1, 1)).isFalse();
        assertThat(table.time(1, 1)).isEqualTo(5);
        assertThat(table.number(0, 0)).isEqualTo(3.0);
    }

    @Test
    void numbersMayBeKeysAndLineItemsAreCounted() throws Exception {
        LineItemLayout layout = layout(List.of(new Key("cpu", Key.Kind.NUMBER, false), new Key("absent", Key.Kind.NUMBER, false)), new Measure.Count());
        ParquetTestFile file = ParquetTestFile.with(AT, CPU)
                .row(noon(), 1.5).row(noon(), 0.0).row(noon(), null).row(noon(), 1.5).row(noon(), -0.0).row(noon(), null).row(noon(), 1.5);
        CombinedDay day = CombinedDay.decode(combine(file, layout).days().get(FIRST).encode());
        GroupTable table = day.table(0);

        assertThat(table.size()).isEqualTo(3);
        assertThat(table.numberKey(0, 0)).isEqualTo(1.5);
        assertThat(table.numberKey(0, 1)).isZero();
        assertThat(table.numberKey(0, 2)).isNaN();
        assertThat(table.numberKey(1, 0)).isZero();
        assertThat(IntStream.range(0, 3).mapToDouble(group -> table.number(0, group))).containsExactly(3.0, 2.0, 2.0);
    }

    @Test
    void anObjectMayBeNestedAndNothingElseIsOne() throws Exception {
        LineItemLayout layout = layout(List.of(new Key("info", Key.Kind.JSON, true)));
        String info = "optional binary info (STRING)";
        assertThat(combine(ParquetTestFile.with(AT, info).row(noon(), "{\"a\": {\"b\": [1, {}]}, \"c\": null}"), layout).days().get(FIRST).table(0).size()).isOne();
        for (String wrong : List.of("", "[]", "{\"a\": [}", "{} {}", "plain")) {
            assertThatThrownBy(() -> combine(ParquetTestFile.with(AT, info).row(noon(), wrong), layout))
                    .isInstanceOf(UnreadableFileException.class).hasMessageContaining("Column \"info\" must hold JSON objects, but holds the text '" + wrong + "'.");
        }
    }

    @Test
    void everyDayHasItsOwnGroupsAndOnlyWantedDaysAreKept() throws Exception {
        ParquetTestFile file = ParquetTestFile.with(AT, NODE, CPU)
                .row(at("2025-10-02T00:00:00Z"), "a", 1.0)
                .row(at("2025-10-01T23:59:59.999Z"), "a", 2.0)
                .row(at("2025-10-31T12:00:00Z"), "b", 4.0)
                .row(at("2025-10-02T08:00:00Z"), "a", 8.0);
        LineItemLayout layout = layout(List.of(text("node")), new Measure.Sum("cpu", true));
        CombinedFile combined = LineItemReader.combine(file.file(), layout, OCTOBER, day -> day != FIRST);

        assertThat(combined.daysFound()).containsExactly(FIRST, FIRST + 1, FIRST + 30);
        assertThat(combined.days()).containsOnlyKeys(FIRST + 1, FIRST + 30);
        assertThat(combined.days().get(FIRST + 1).rows()).isEqualTo(2);
        assertThat(combined.days().get(FIRST + 1).table(0).number(0, 0)).isEqualTo(9.0);
        assertThat(combined.days().get(FIRST + 30).table(0).text(0, 0)).isEqualTo("b");
        assertThat(combined.rows()).isEqualTo(4);
        assertThat(combined.rowsOutsideMonth()).isZero();
    }

    @Test
    void rowsOfOtherMonthsAndRowsWithoutTimeAreIgnoredAndCounted() throws Exception {
        CombinedFile combined = combine(
                ParquetTestFile.with(AT, CPU)
                        .row(at("2025-09-30T23:59:59.999Z"), 1.0)
                        .row(at("2025-10-01T00:00:00Z"), 2.0)
                        .row(null, 4.0)
                        .row(at("2025-11-01T00:00:00Z"), 8.0)
                        .row(at("1969-12-31T23:59:59.999Z"), 16.0)
                        .row(Long.MAX_VALUE, 32.0)
                        .row(Long.MIN_VALUE, 64.0),
                layout(List.of(), new Measure.Sum("cpu", true)));

        assertThat(combined.rows()).isEqualTo(7);
        assertThat(combined.rowsOutsideMonth()).isEqualTo(6);
        assertThat(combined.daysFound()).containsExactly(FIRST);
        assertThat(combined.days().get(FIRST).table(0).number(0, 0)).isEqualTo(2.0);
    }

    @Test
    void groupingsShareTheColumnsOfAFile() throws Exception {
        LineItemLayout layout = new LineItemLayout(
                "at",
                List.of(
                        new Grouping("nodes", List.of(text("node")), List.of(new Measure.Sum("cpu", true))),
                        new Grouping("all", List.of(), List.of(new Measure.Max("cpu", true), new Measure.Sum("cpu", true)))));
        CombinedDay day = combine(ParquetTestFile.with(AT, NODE, CPU).row(noon(), "a", 1.0).row(noon(), "b", 2.0), layout).days().get(FIRST);

        assertThat(day.table(0).size()).isEqualTo(2);
        assertThat(day.table(1).size()).isEqualTo(1);
        assertThat(day.table(1).number(0, 0)).isEqualTo(2.0);
        assertThat(day.table(1).number(1, 0)).isEqualTo(3.0);
    }

    /** 1e16 + 1 is 1e16 in doubles, so the order of addition shows: in another order the sum is 0 or 2. */
    @Test
    void sumsAreAddedInTheOrderOfTheFileAcrossRowGroups() throws Exception {
        LineItemLayout layout = layout(List.of(), new Measure.Sum("cpu", true));
        ParquetTestFile file = ParquetTestFile.with(AT, CPU).row(noon(), 1e16).row(noon(), 1.0).row(noon(), -1e16).row(noon(), 1.0).rowGroupRows(1);

        assertThat(combine(file, layout).days().get(FIRST).table(0).number(0, 0)).isEqualTo(1.0);
    }

    @Test
    void aFileWithoutRowsHasNoDays() throws Exception {
        CombinedFile combined = combine(ParquetTestFile.with(AT, CPU), layout(List.of(), new Measure.Sum("cpu", true)));

        assertThat(combined.rows()).isZero();
        assertThat(combined.days()).isEmpty();
        assertThat(combined.daysFound()).isEmpty();
    }

    @Test
    void anAbsentColumnOfNumbersIsZeroWhenTheMeasureSaysSoAndANullInOneThatIsThereStaysNull() throws Exception {
        LineItemLayout layout = layout(
                List.of(),
                new Measure.Sum("cpu", Measure.Absence.ZERO),
                new Measure.Sum("sum", Measure.Absence.ZERO),
                new Measure.Max("max", Measure.Absence.ZERO),
                new Measure.Sum("nothing", Measure.Absence.NULL));
        GroupTable groups = combine(ParquetTestFile.with(AT, CPU).row(noon(), null).row(noon(), null), layout).days().get(FIRST).table(0);

        assertThat(groups.isNull(0, 0)).isTrue();
        assertThat(groups.number(1, 0)).isZero();
        assertThat(groups.number(2, 0)).isZero();
        assertThat(groups.isNull(3, 0)).isTrue();
        assertThatThrownBy(() -> combine(ParquetTestFile.with(AT).row(noon()), layout(List.of(), new Measure.Max("cpu", Measure.Absence.ERROR))))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("\"cpu\"");
    }

    private static LineItemLayout layout(List<Key> keys, Measure... measures) {
        return new LineItemLayout("at", List.of(new Grouping("groups", keys, List.of(measures))));
    }

    private static Key text(String column) {
        return new Key(column, Key.Kind.TEXT, true);
    }

    private static CombinedFile combine(ParquetTestFile file, LineItemLayout layout) throws Exception {
        return LineItemReader.combine(file.file(), layout, OCTOBER, day -> true);
    }

    private static long noon() {
        return at("2025-10-01T12:00:00Z");
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
