package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distinguishes wrong contents from failures of the storage, and describes them. */
class WrongContentsTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final int ON_DAY = (int) LocalDate.of(2025, 10, 2).toEpochDay();
    private static final LineItemLayout LAYOUT = new LineItemLayout(
            "at", List.of(new Grouping("all", List.of(new Key("labels", Key.Kind.LABELS, true)), List.of(new Measure.Sum("cpu", true)))));

    @Test
    void anEmptyFileIsNotParquet() {
        assertThatThrownBy(() -> combine(new BytesFile(new byte[0])))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("The file is not a Parquet file or is cut short: it has 0 bytes. Deliver it again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "PAR1", "PAR1PAR1PAR1", "namespace,node,cpu\na,b,1.5\n", "PAR1 something that ends like a file \u0001\u0000\u0000\u0000PAR1"})
    void otherContentsAreNotParquet(String contents) {
        assertThatThrownBy(() -> combine(new BytesFile(contents.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("The file is not a Parquet file or is cut short: ");
    }

    @Test
    void aFileThatIsCutShortAnywhereIsWrong() {
        BytesFile file = file(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY).file();
        for (int length = 0; length < file.bytes().length; length++) {
            BytesFile cut = file.cutTo(length);
            assertThatThrownBy(() -> combine(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageContaining("not a Parquet file").hasMessageNotContaining("magic");
        }
    }

    /** The storage may report a length beyond the end of the file. */
    @Test
    void aFileThatIsShorterThanItsLengthIsWrong() {
        BytesFile file = file(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY).file();
        InputFile shorter = new InputFile() {
            @Override
            public long getLength() {
                return file.getLength();
            }

            @Override
            public SeekableInputStream newStream() {
                return file.cutTo(file.bytes().length / 2).newStream();
            }
        };
        assertThatThrownBy(() -> combine(shorter)).isInstanceOf(UnreadableFileException.class).hasMessageContaining("is cut short");
    }

    /** Damage may go undetected, since pages need no checksums, but is reported as nothing else than wrong contents. */
    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void aDamagedFileIsWrongOrReadButNeverAnythingElse(CompressionCodecName codec) {
        Random random = new Random(7);
        int wrong = 0;
        for (WriterVersion version : WriterVersion.values()) {
            byte[] good = file(version, codec).file().bytes();
            for (int attempt = 0; attempt < 1000; attempt++) {
                byte[] damaged = good.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
                Throwable problem = catchThrowable(() -> combine(new BytesFile(damaged)));
                if (problem != null) {
                    assertThat(problem).isInstanceOf(UnreadableFileException.class);
                    wrong++;
                }
            }
        }
        assertThat(wrong).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aMeasureThatIsNotFiniteIsWrongOnAnyDay(double number) {
        for (int day : List.of(ON_DAY, ON_DAY + 1, 0)) {
            assertThatThrownBy(() -> LineItemReader.combine(
                            good().row(day, "{}", number).file(), LAYOUT, OCTOBER, wanted -> wanted == ON_DAY))
                    .isInstanceOfSatisfying(UnreadableFileException.class, problem -> assertThat(problem.column()).isEqualTo("cpu"))
                    .hasMessage("Column \"cpu\" holds " + number
                            + ", which is not a number that can be added up. Write the file again with a number or NULL in its place.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null null", "nul", "[]", "\"a\"", "{", "{}x", "{} {}", "{\"a\": {}}", "{\"a\": [1]}",
            "{a: 1}", "{'a': 1}", "{\"a\": NaN}", "app:web"})
    void aTextThatIsNoMapOfLabelsIsWrong(String text) {
        assertThatThrownBy(() -> combine(good().row(ON_DAY, text, 1.0).file()))
                .isInstanceOfSatisfying(UnreadableFileException.class, problem -> assertThat(problem.column()).isEqualTo("labels"))
                .hasMessage("Column \"labels\" must hold labels, that is JSON objects with plain values, but holds the text '" + text
                        + "'. Write the file again with correct labels.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " { } ", "{\"a\": \"b\"}", "{\"a\": \"\\u00e4\", \"b\": 1.5, \"c\": true, \"d\": null}"})
    void aMapOfLabelsIsKeptAsItIs(String text) throws Exception {
        CombinedDay day = combine(good().row(ON_DAY, text, 1.0).file()).days().get((long) ON_DAY);
        assertThat(day.table(0).text(0, 1)).isEqualTo(text);
    }

    @Test
    void nullOfJsonIsTheSameAsNull() throws Exception {
        ParquetTestFile file = good().row(ON_DAY, "null", 1.0).row(ON_DAY, " null ", 1.0).row(ON_DAY, "null", 1.0).row(ON_DAY, "{}", 1.0);
        GroupTable groups = combine(file.file()).days().get((long) ON_DAY).table(0);
        assertThat(List.of(groups.size(), groups.number(0, 0), groups.text(0, 1))).containsExactly(2, 4.0, "{}");
        assertThat(groups.text(0, 0)).isNull();
    }

    @Test
    void onlyTheStartOfALongTextIsQuoted() {
        assertThatThrownBy(() -> combine(good().row(ON_DAY, "\uD83D\uDE00".repeat(100), 1.0).file()))
                .hasMessageContaining("but holds a text that begins with '" + "\uD83D\uDE00".repeat(80) + "'.");
    }

    @Test
    void aFailureOfTheStorageIsPassedOn() {
        BytesFile file = file(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY).file();
        for (int reads = 0; reads < 3; reads++) {
            IOException failure = new IOException("connection reset");
            InputFile failing = failingAfter(reads, file, failure, null);
            assertThat(catchThrowable(() -> combine(failing))).isSameAs(failure);
        }
    }

    @Test
    void aRuntimeExceptionOfTheStorageIsAFailureOfTheStorage() {
        InputFile failing = failingAfter(
                1, file(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY).file(), null, new IllegalStateException("client is closed"));
        assertThatThrownBy(() -> combine(failing)).isInstanceOf(IOException.class).hasMessage("The storage failed: client is closed.");
    }

    @Test
    void aFileThatIsNotThereIsPassedOn() {
        InputFile missing = new InputFile() {
            @Override
            public long getLength() throws IOException {
                throw new FileNotFoundException("gone");
            }

            @Override
            public SeekableInputStream newStream() {
                throw new AssertionError("The length is asked for first.");
            }
        };
        assertThatThrownBy(() -> combine(missing)).isInstanceOf(FileNotFoundException.class).hasMessage("gone");
    }

    private static ParquetTestFile good() {
        return ParquetTestFile.with("required int32 at (DATE)", "optional binary labels (STRING)", "optional double cpu").row(ON_DAY, null, 1.0);
    }

    private static ParquetTestFile file(WriterVersion version, CompressionCodecName codec) {
        ParquetTestFile file = good().version(version).codec(codec).rowGroupRows(20).dictionaryBytes(200);
        for (int row = 0; row < 50; row++) {
            file.row(ON_DAY, "{\"app\": \"" + row % 20 + "\"}", row % 4 == 0 ? null : (Double) (row * 1.5));
        }
        return file;
    }

    private static InputFile failingAfter(int reads, BytesFile file, IOException failure, RuntimeException sudden) {
        int[] left = {reads};
        return new InputFile() {
            @Override
            public long getLength() {
                return file.getLength();
            }

            @Override
            public SeekableInputStream newStream() {
                SeekableInputStream stream = file.newStream();
                return new DelegatingSeekableInputStream(stream) {
                    @Override
                    public long getPos() throws IOException {
                        return stream.getPos();
                    }

                    @Override
                    public void seek(long position) throws IOException {
                        stream.seek(position);
                    }

                    @Override
                    public int read() throws IOException {
                        fail();
                        return super.read();
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) throws IOException {
                        fail();
                        return super.read(bytes, from, length);
                    }

                    @Override
                    public void readFully(byte[] bytes, int from, int length) throws IOException {
                        fail();
                        super.readFully(bytes, from, length);
                    }

                    private void fail() throws IOException {
                        if (left[0]-- <= 0) {
                            if (sudden != null) {
                                throw sudden;
                            }
                            throw failure;
                        }
                    }
                };
            }
        };
    }

    private static CombinedFile combine(InputFile file) throws Exception {
        return LineItemReader.combine(file, LAYOUT, OCTOBER, day -> true);
    }
}
