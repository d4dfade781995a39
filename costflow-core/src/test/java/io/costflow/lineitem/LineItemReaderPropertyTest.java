package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Random rows, cut into random row groups and pages, are combined as the plain way combines them. */
class LineItemReaderPropertyTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final long FIRST = LocalDate.of(2025, 10, 1).toEpochDay();
    private static final List<String> TEXTS = List.of("", "a", "b", "ab",
            "größe", "\uFF61", "\uD83D\uDE00", "a text that is longer than eight bytes");
    private static final List<String> LABELS = List.of(
            "{}", "{\"a\": \"1\"}", "{\"a\": \"2\"}", "{\"b\": \"1\", \"a\": \"1\"}", "{\"a\": \"1\", \"b\": \"1\"}");

    @Property(tries = 150)
    void combiningIsWhatThePlainWayGives(
            @ForAll long seed,
            @ForAll @IntRange(max = 3000) int rowCount,
            @ForAll @IntRange(min = 100, max = 4000) int rowGroupRows,
            @ForAll @IntRange(min = 1, max = 2500) int pageRows,
            @ForAll @IntRange(min = 64, max = 2000) int dictionaryBytes,
            @ForAll boolean dictionary,
            @ForAll WriterVersion version)
            throws Exception {
        Random random = new Random(seed);
        int variety = 1 + random.nextInt(300);
        List<Object[]> rows = IntStream.range(0, rowCount).mapToObj(row -> row(random, variety)).toList();
        ParquetTestFile file = ParquetTestFile.with(PlainCombination.COLUMNS)
                .rows(rows)
                .rowGroupRows(rowGroupRows)
                .pageRows(pageRows)
                .dictionaryBytes(dictionaryBytes)
                .version(version)
                .codec(random.nextBoolean() ? CompressionCodecName.SNAPPY : CompressionCodecName.UNCOMPRESSED);
        BytesFile written = dictionary ? file.file() : file.withoutDictionary().file();

        CombinedFile combined = LineItemReader.combine(written, PlainCombination.LAYOUT, OCTOBER, day -> day != FIRST + 1);

        TreeSet<Long> daysOfMonth = new TreeSet<>();
        rows.stream().filter(row -> inMonth(row)).forEach(row -> daysOfMonth.add((long) (Integer) row[0]));
        assertThat(combined.rows()).isEqualTo(rowCount);
        assertThat(combined.rowsOutsideMonth()).isEqualTo(rows.stream().filter(row -> !inMonth(row)).count());
        assertThat(combined.daysFound()).isEqualTo(daysOfMonth);
        daysOfMonth.remove(FIRST + 1);
        assertThat(combined.days().keySet()).isEqualTo(daysOfMonth);
        for (long day : daysOfMonth) {
            CombinedDay found = combined.days().get(day);
            assertThat(found.rows()).isEqualTo(rows.stream().filter(row -> row[0] != null && (Integer) row[0] == day).count());
            assertThat(PlainCombination.tables(found)).isEqualTo(PlainCombination.tables(rows, day));
            CombinedDay again = CombinedDay.decode(found.encode());
            assertThat(again).isEqualTo(found);
            assertThat(PlainCombination.tables(again)).isEqualTo(PlainCombination.tables(found));
        }
    }

    private static boolean inMonth(Object[] row) {
        return row[0] != null && (Integer) row[0] >= FIRST && (Integer) row[0] < FIRST + 31;
    }

    /** Days 0 and 4 of the choice are the last of September and an early one far away. */
    private static Object[] row(Random random, int variety) {
        int[] days = {(int) FIRST - 1, (int) FIRST, (int) FIRST + 1, (int) FIRST + 30, -3};
        return new Object[] {
            orNull(random, 20, days[random.nextInt(days.length)]),
            orNull(random, 5, TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(variety)),
            orNull(random, 5, LABELS.get(random.nextInt(LABELS.size()))),
            orNull(random, 5, random.nextInt(variety) * 3_600_000_000L - 7_200_000_000L),
            orNull(random, 3, (random.nextInt(2000) - 1000) / 8.0 + random.nextDouble()),
            orNull(random, 3, random.nextInt(100) - 50.0),
            orNull(random, 2, random.nextGaussian()),
            orNull(random, 3, TEXTS.get(random.nextInt(TEXTS.size())))
        };
    }

    private static Object orNull(Random random, int oneIn, Object value) {
        return random.nextInt(oneIn) == 0 ? null : value;
    }
}
