package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.parquet.UnreadableFileException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the same rows from files that are written in different ways. */
class EncodingsTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final long DAY = LocalDate.of(2025, 10, 2).toEpochDay();
    private static final int ROWS = 5000;
    private static final LineItemLayout LAYOUT = new LineItemLayout(
            "at",
            List.of(new Grouping(
                    "pods",
                    List.of(new Key("pod", Key.Kind.TEXT, true), new Key("labels", Key.Kind.LABELS, true), new Key("at", Key.Kind.TIME, true)),
                    List.of(
                            new Measure.Sum("cpu", true),
                            new Measure.Sum("seconds", true),
                            new Measure.Max("price", true),
                            new Measure.Max("ratio", true),
                            new Measure.MaxText("id", true)))));

    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (WriterVersion version : WriterVersion.values()) {
            for (boolean dictionary : List.of(true, false)) {
                for (int[] rows : new int[][] {{Integer.MAX_VALUE, 20_000}, {1000, 300}, {100, 30}, {2048, 2047}}) {
                    ways.add(Arguments.of(version, dictionary, rows[0], rows[1]));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void versionsDictionariesRowGroupsAndPagesDoNotShow(WriterVersion version, boolean dictionary, int rowGroupRows, int pageRows) throws Exception {
        ParquetTestFile file = file().version(version).rowGroupRows(rowGroupRows).pageRows(pageRows);
        assertThat(combine(dictionary ? file.file() : file.withoutDictionary().file())).isEqualTo(combine(file().file()));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void codecsDoNotShow(CompressionCodecName codec) throws Exception {
        for (WriterVersion version : WriterVersion.values()) {
            assertThat(combine(file().codec(codec).version(version).pageRows(100).file())).isEqualTo(combine(file().file()));
        }
    }

    @Test
    void columnsThatTurnFromADictionaryToPlainPagesAreRead() throws Exception {
        for (WriterVersion version : WriterVersion.values()) {
            BytesFile mixed = file().version(version).dictionaryBytes(2000).pageRows(200).file();
            EncodingStats pages = podPages(mixed);
            assertThat(pages.hasDictionaryEncodedPages() && pages.hasNonDictionaryEncodedPages()).isTrue();
            assertThat(combine(mixed)).isEqualTo(combine(file().file()));
        }
    }

    @Test
    void deltaEncodingsAndSplitBytesAreRead() throws Exception {
        BytesFile delta = file().version(WriterVersion.PARQUET_2_0).withoutDictionary().byteStreamSplit().file();
        assertThat(encodings(delta, "pod")).contains("DELTA_BYTE_ARRAY");
        assertThat(encodings(delta, "at")).contains("DELTA_BINARY_PACKED");
        assertThat(encodings(delta, "cpu")).contains("BYTE_STREAM_SPLIT");
        assertThat(combine(delta)).isEqualTo(combine(file().file()));
    }

    @Test
    void aFileThatWasReadHasTheRightTotals() throws Exception {
        GroupTable table = combine(file().file()).table(0);
        double cpu = 0;
        double seconds = 0;
        for (int group = 0; group < table.size(); group++) {
            cpu += table.isNull(0, group) ? 0 : table.number(0, group);
            seconds += table.number(1, group);
        }
        // Every third value is NULL; the others are row / 2.
        assertThat(cpu).isEqualTo((ROWS - 1) * ROWS / 4.0 - 3 * (1666.0 * 1667 / 2) / 2);
        assertThat(seconds).isEqualTo((ROWS - 1) * ROWS / 2.0);
        // By pod, labels and time: 10 * 13 * 2 of the first 1000 rows, then 2 of each pod, of which those of 10 pods are among the first 1000 rows.
        assertThat(table.size()).isEqualTo(260 + 2 * 990);
    }

    @Test
    void aCodecThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> combine(file().codec(CompressionCodecName.LZ4).file()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("Column \"at\" is compressed with LZ4, which cannot be read. "
                        + "Write the file again, compressed with one of [UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW].");
    }

    private static ParquetTestFile file() {
        ParquetTestFile file = ParquetTestFile.with(
                "optional int64 at (TIMESTAMP(MILLIS,false))",
                "optional binary pod (STRING)",
                "optional binary labels (STRING)",
                "optional double cpu",
                "required int32 seconds",
                "optional int64 price (DECIMAL(18,2))",
                "optional float ratio",
                "required binary id (STRING)");
        for (int row = 0; row < ROWS; row++) {
            int pod = row < 1000 ? row % 10 : row % 1000;
            file.row(
                    DAY * 86_400_000 + row % 2 * 3_600_000L + row % 4 / 2,
                    pod == 7 ? null : "pod-" + pod,
                    "{\"app\": \"" + row % 2000 % 13 + "\"}",
                    row % 3 == 0 ? null : (Double) (row / 2.0),
                    row,
                    row % 5 == 0 ? null : (Long) (row * 10L),
                    row % 7 == 0 ? null : (Float) (row / 4f),
                    "id-" + row);
        }
        return file;
    }

    private static EncodingStats podPages(BytesFile file) throws Exception {
        try (ParquetFileReader reader = ParquetFileReader.open(file, ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            return reader.getRowGroups().get(0).getColumns().get(1).getEncodingStats();
        }
    }

    private static Set<String> encodings(BytesFile file, String column) throws Exception {
        try (ParquetFileReader reader = ParquetFileReader.open(file, ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            return reader.getRowGroups().stream()
                    .flatMap(rowGroup -> rowGroup.getColumns().stream())
                    .filter(chunk -> chunk.getPath().toDotString().equals(column))
                    .flatMap(chunk -> chunk.getEncodings().stream())
                    .map(Encoding::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static CombinedDay combine(BytesFile file) throws Exception {
        return LineItemReader.combine(file, LAYOUT, OCTOBER, day -> true).days().get(DAY);
    }
}
