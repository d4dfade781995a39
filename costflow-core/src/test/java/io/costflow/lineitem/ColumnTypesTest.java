package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns can be read as what. */
class ColumnTypesTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final LocalDate DAY = LocalDate.of(2025, 10, 2);
    private static final String AT = "required int32 at (DATE)";
    private static final int ON_DAY = (int) DAY.toEpochDay();
    private static final long MICROS = Instant.parse("2025-10-02T07:08:09.123456Z").getEpochSecond() * 1_000_000 + 123_456;

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("double n", 1.25, 1.25),
                Arguments.of("float n", 1.25f, 1.25),
                Arguments.of("float n", 0.1f, 0.10000000149011612),
                Arguments.of("int32 n", -7, -7.0),
                Arguments.of("int32 n (INTEGER(8,true))", -7, -7.0),
                Arguments.of("int32 n (INTEGER(32,false))", -1, 4294967295.0),
                Arguments.of("int64 n", 1L << 53, 9007199254740992.0),
                Arguments.of("int64 n (INTEGER(64,true))", -5L, -5.0),
                Arguments.of("int64 n (INTEGER(64,false))", -1L, 18446744073709551615.0),
                Arguments.of("int32 n (DECIMAL(9,2))", 12345, 123.45),
                Arguments.of("int64 n (DECIMAL(18,15))", -123456789012345678L, -123.456789012345678),
                Arguments.of("binary n (DECIMAL(38,3))", new BigInteger("-12345678901234567890").toByteArray(), -12345678901234567.890),
                Arguments.of("fixed_len_byte_array(4) n (DECIMAL(9,1))", new byte[] {0, 0, 0x01, 0x00}, 25.6));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersOfEveryTypeBecomeDoubles(String column, Object value, double expected) throws Exception {
        for (ParquetTestFile file : files(AT, "optional " + column)) {
            file.row(ON_DAY, value).row(ON_DAY, null);
            assertThat(combine(file, "at", new Measure.Max("n", true)).table(0).number(0, 0)).isEqualTo(expected);
        }
    }

    static Stream<Arguments> times() {
        return Stream.of(
                Arguments.of("int64 at (TIMESTAMP(MILLIS,true))", MICROS / 1000, MICROS / 1000 * 1000),
                Arguments.of("int64 at (TIMESTAMP(MILLIS,false))", MICROS / 1000, MICROS / 1000 * 1000),
                Arguments.of("int64 at (TIMESTAMP(MICROS,true))", MICROS, MICROS),
                Arguments.of("int64 at (TIMESTAMP(MICROS,false))", MICROS, MICROS),
                Arguments.of("int64 at (TIMESTAMP(NANOS,true))", MICROS * 1000 + 999, MICROS),
                Arguments.of("int96 at", int96(DAY, (MICROS - DAY.toEpochDay() * 86_400_000_000L) * 1000), MICROS),
                Arguments.of("int32 at (DATE)", ON_DAY, DAY.toEpochDay() * 86_400_000_000L));
    }

    @ParameterizedTest
    @MethodSource("times")
    void timesOfEveryTypeBecomeMicroseconds(String column, Object value, long expected) throws Exception {
        LineItemLayout layout = new LineItemLayout("at", List.of(new Grouping("times", List.of(new Key("at", Key.Kind.TIME, true)), List.of())));
        for (ParquetTestFile file : files("optional " + column)) {
            CombinedFile combined = LineItemReader.combine(file.row(value).row(value).file(), layout, OCTOBER, day -> true);
            assertThat(combined.days()).containsOnlyKeys(DAY.toEpochDay());
            assertThat(combined.days().get(DAY.toEpochDay()).table(0).time(0, 0)).isEqualTo(expected);
        }
    }

    @Test
    void datesFarAwayAreOutsideTheMonth() throws Exception {
        LineItemLayout layout = new LineItemLayout("at", List.of());
        assertThat(LineItemReader.combine(ParquetTestFile.with(AT).row(Integer.MAX_VALUE).row(Integer.MIN_VALUE).file(), layout, OCTOBER, day -> true)
                        .rowsOutsideMonth())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary t (STRING)", "binary t (ENUM)", "binary t (JSON)", "binary t"})
    void textsOfEveryAnnotationAreRead(String column) throws Exception {
        for (ParquetTestFile file : files(AT, "optional " + column)) {
            file.row(ON_DAY, "größer").row(ON_DAY, null);
            assertThat(combine(file, "at", new Measure.MaxText("t", true)).table(0).maxText(0, 0)).isEqualTo("größer");
        }
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                Arguments.of("binary x (STRING)", "1.5", new Measure.Sum("x", true), "Column \"x\" has type BINARY (STRING), but a number is needed."),
                Arguments.of("boolean x", true, new Measure.Sum("x", true), "Column \"x\" has type BOOLEAN, but a number is needed."),
                Arguments.of("int64 x (TIMESTAMP(MILLIS,true))", 1L, new Measure.Max("x", false), "but a number is needed."),
                Arguments.of("int32 x (DATE)", 1, new Measure.Max("x", true), "Column \"x\" has type INT32 (DATE), but a number is needed."),
                Arguments.of("int64 x", 1L, new Measure.MaxText("x", true), "Column \"x\" has type INT64, but text is needed."),
                Arguments.of("binary x (DECIMAL(9,2))", new byte[] {1}, new Measure.MaxText("x", true), "but text is needed."),
                Arguments.of("fixed_len_byte_array(1) x", new byte[] {1}, new Measure.MaxText("x", true), "but text is needed."));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aColumnOfAnotherTypeIsWrongWhenItHoldsAValue(String column, Object value, Measure measure, String message) {
        for (ParquetTestFile file : files(AT, "optional " + column)) {
            file.row(ON_DAY, null).row(ON_DAY, value);
            assertThatThrownBy(() -> combine(file, "at", measure))
                    .isInstanceOfSatisfying(UnreadableFileException.class, problem -> assertThat(problem.column()).isEqualTo("x"))
                    .hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aColumnOfAnotherTypeIsNullWhenItHoldsNoValue(String column, Object value, Measure measure, String message) throws Exception {
        for (ParquetTestFile file : files(AT, "optional " + column)) {
            file.row(ON_DAY, null).row(ON_DAY, null);
            assertThat(combine(file, "at", measure).table(0).isNull(0, 0)).isTrue();
        }
    }

    @Test
    void aPlainLongIsNotATime() {
        assertThatThrownBy(() -> combine(ParquetTestFile.with("optional int64 at").row(5L), "at", new Measure.Sum("x", false)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("Column \"at\" has type INT64, but a timestamp or date is needed.");
    }

    @Test
    void aRequiredColumnThatIsAbsentIsNamed() {
        assertThatThrownBy(() -> combine(ParquetTestFile.with(AT).row(ON_DAY), "at", new Measure.Sum("x", true)))
                .isInstanceOfSatisfying(UnreadableFileException.class, problem -> assertThat(problem.column()).isEqualTo("x"))
                .hasMessage("The file has no column \"x\", which is needed. Write the file again with this column.");
    }

    @Test
    void anOptionalColumnThatIsAbsentIsNull() throws Exception {
        LineItemLayout layout = new LineItemLayout(
                "at",
                List.of(new Grouping(
                        "g", List.of(new Key("k", Key.Kind.LABELS, false)), List.of(new Measure.Sum("x", false), new Measure.MaxText("y", false)))));
        GroupTable table = LineItemReader.combine(ParquetTestFile.with(AT).row(ON_DAY).row(ON_DAY).file(), layout, OCTOBER, day -> true)
                .days().get(DAY.toEpochDay()).table(0);

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.text(0, 0)).isNull();
        assertThat(table.isNull(0, 0)).isTrue();
        assertThat(table.isNull(1, 0)).isTrue();
    }

    @Test
    void namesMayDifferInCaseButTheExactNameIsPreferred() throws Exception {
        assertThat(combine(ParquetTestFile.with("required int32 At (DATE)", "optional double CPU").row(ON_DAY, 2.0), "at", new Measure.Sum("cpu", true))
                        .table(0).number(0, 0))
                .isEqualTo(2.0);
        assertThat(combine(ParquetTestFile.with(AT, "optional double CPU", "optional double cpu").row(ON_DAY, 2.0, 4.0), "at", new Measure.Sum("cpu", true))
                        .table(0).number(0, 0))
                .isEqualTo(4.0);
    }

    @Test
    void severalColumnsThatDifferInCaseAreNotGuessedAt() {
        assertThatThrownBy(() -> combine(
                        ParquetTestFile.with(AT, "optional double CPU", "optional double Cpu").row(ON_DAY, 2.0, 4.0), "at", new Measure.Sum("cpu", false)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("several that differ from it only in case: CPU, Cpu");
    }

    @Test
    void repeatedAndNestedColumnsAreWrong() {
        String nested = "optional group x { optional double y; }";
        SimpleGroup inner = new SimpleGroup(MessageTypeParser.parseMessageType("message m { " + nested + " }").getType("x").asGroupType());
        assertThatThrownBy(() -> combine(ParquetTestFile.with(AT, "repeated double x").row(ON_DAY), "at", new Measure.Sum("x", false)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("Column \"x\" is repeated, but one plain value per row is needed.");
        assertThatThrownBy(() -> combine(ParquetTestFile.with(AT, nested).row(ON_DAY, inner), "at", new Measure.Sum("x", false)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("Column \"x\" is nested");
    }

    @Test
    void aLayoutCannotReadAColumnAsTwoThings() {
        assertThatThrownBy(() -> layout("at", new Measure.Sum("at", true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The layout reads column \"at\" both as a timestamp or date and as a number. Read it as one of them.");
    }

    private static List<ParquetTestFile> files(String... columns) {
        return List.of(
                ParquetTestFile.with(columns),
                ParquetTestFile.with(columns).withoutDictionary(),
                ParquetTestFile.with(columns).version(WriterVersion.PARQUET_2_0),
                ParquetTestFile.with(columns).version(WriterVersion.PARQUET_2_0).withoutDictionary());
    }

    private static byte[] int96(LocalDate day, long nanosOfDay) {
        return ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(nanosOfDay).putInt((int) day.toEpochDay() + 2_440_588).array();
    }

    private static LineItemLayout layout(String time, Measure measure) {
        return new LineItemLayout(time, List.of(new Grouping("all", List.of(), List.of(measure))));
    }

    private static CombinedDay combine(ParquetTestFile file, String time, Measure measure) throws Exception {
        return LineItemReader.combine(file.file(), layout(time, measure), OCTOBER, day -> true).days().get(DAY.toEpochDay());
    }
}
