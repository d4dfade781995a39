package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A combined day in bytes. */
class CombinedDayTest {

    private static final int ON_DAY = (int) LocalDate.of(2025, 10, 2).toEpochDay();
    private static final LineItemLayout LAYOUT = new LineItemLayout(
            "at",
            List.of(
                    new Grouping(
                            "pods",
                            List.of(new Key("pod", Key.Kind.TEXT, true), new Key("from", Key.Kind.TIME, false)),
                            List.of(new Measure.Sum("cpu", true), new Measure.MaxText("id", false))),
                    new Grouping("all", List.of(), List.of(new Measure.Max("cpu", true)))));

    @Test
    void decodingGivesBackWhatWasEncoded() throws Exception {
        CombinedDay day = CombinedDay.decode(day().encode());

        assertThat(day).isEqualTo(day()).hasSameHashCodeAs(day());
        assertThat(day.rows()).isEqualTo(4);
        GroupTable pods = day.table(0);
        assertThat(pods.size()).isEqualTo(3);
        assertThat(pods.text(0, 0)).isEqualTo("größe");
        assertThat(pods.time(1, 0)).isEqualTo(1_000_000_000_000_000L);
        assertThat(pods.number(0, 0)).isEqualTo(3.5);
        assertThat(pods.maxText(1, 0)).isEqualTo("i-2");
        assertThat(pods.text(0, 1)).isNull();
        assertThat(pods.timeIsNull(1, 1)).isTrue();
        assertThat(pods.isNull(0, 1)).isTrue();
        assertThat(pods.maxText(1, 1)).isNull();
        assertThat(pods.text(0, 2)).isEmpty();
        assertThat(pods.time(1, 2)).isEqualTo(-5);
        assertThat(pods.number(0, 2)).isEqualTo(-0.25);
        assertThat(day.table(1).size()).isEqualTo(1);
        assertThat(day.table(1).number(0, 0)).isEqualTo(2.5);
    }

    /** Only the texts of the day itself are kept. */
    @Test
    void theEncodingIsSmall() throws Exception {
        assertThat(day().encode()).hasSizeLessThan(100);
    }

    @Test
    void anEmptyDayHasAllTablesWithoutGroups() {
        CombinedDay day = CombinedDay.decode(CombinedDay.empty(LAYOUT).encode());

        assertThat(day).isEqualTo(CombinedDay.empty(LAYOUT));
        assertThat(day.rows()).isZero();
        assertThat(day.table(0).size()).isZero();
        assertThat(day.table(1).size()).isZero();
    }

    @Test
    void daysThatDifferInOneValueAreNotEqual() throws Exception {
        assertThat(day()).isNotEqualTo(CombinedDay.empty(LAYOUT)).isNotEqualTo(combine(file().row(ON_DAY, "", -5L, 1.0, null)));
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        byte[] bytes = day().encode();
        bytes[0] = 2;
        assertThatThrownBy(() -> CombinedDay.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("These combined line items have version 2, not 1. Read their file again.");
    }

    @Test
    void bytesThatEndTooSoonAreRefused() throws Exception {
        byte[] bytes = day().encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CombinedDay.decode(cut)).as("%d bytes", length).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static CombinedDay day() throws Exception {
        return combine(file());
    }

    private static ParquetTestFile file() {
        return ParquetTestFile.with(
                        "required int32 at (DATE)",
                        "optional binary pod (STRING)",
                        "optional int64 from (TIMESTAMP(MICROS,true))",
                        "optional double cpu",
                        "optional binary id (STRING)")
                .row(ON_DAY + 1, "a text of another day that is rather long and must not be kept, or the encoding would not be small", 7L, 1.0, "x")
                .row(ON_DAY, "größe", 1_000_000_000_000_000L, 1.0, "i-1")
                .row(ON_DAY, null, null, null, null)
                .row(ON_DAY, "größe", 1_000_000_000_000_000L, 2.5, "i-2")
                .row(ON_DAY, "", -5L, -0.25, null);
    }

    private static CombinedDay combine(ParquetTestFile file) throws Exception {
        return LineItemReader.combine(file.file(), LAYOUT, YearMonth.of(2025, 10), day -> true).days().get((long) ON_DAY);
    }
}
