package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as Parquet's own encoder writes them. */
class RunLengthNumbersTest {

    @Property(tries = 500)
    void numbersAreReadInWhateverPieces(@ForAll @IntRange(max = 32) int bits, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        int[] numbers = numbers(random, bits);
        RunLengthNumbers read = new RunLengthNumbers(bits, encoded(bits, numbers));

        int[] piece = new int[numbers.length];
        for (int from = 0; from < numbers.length; ) {
            int count = Math.min(1 + random.nextInt(40), numbers.length - from);
            read.read(piece, count);
            assertThat(Arrays.copyOf(piece, count)).isEqualTo(Arrays.copyOfRange(numbers, from, from + count));
            from += count;
        }
    }

    @Test
    void theLastGroupMayEndWithTheLastRow() {
        // a group of eight numbers of four bits, of which the first three are there
        assertThat(read(4, 3, 0b11, 0x21, 0x03)).containsExactly(1, 2, 3);
    }

    @Test
    void aRunMayRepeatALongNumberOrNone() {
        assertThat(read(12, 2, 2 << 1, 0xcd, 0x0a)).containsExactly(0xacd, 0xacd);
        assertThat(read(0, 3, 3 << 1)).containsExactly(0, 0, 0);
        assertThat(read(8, 1, 0, 7, 1 << 1, 9)).containsExactly(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "06", "03", "ff"})
    void dataThatEndBeforeTheirRowsAreRefused(String bytes) {
        assertThatThrownBy(() -> read(8, 3, bytes.isEmpty() ? new int[0] : new int[] {Integer.parseInt(bytes, 16)}))
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessage("a page ends before its rows do");
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> read(33, 1)).hasMessage("its numbers are said to have 33 bits");
        assertThatThrownBy(() -> read(-1, 1)).hasMessage("its numbers are said to have -1 bits");
        assertThatThrownBy(() -> read(8, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).hasMessage("a run of its numbers has no length");
        assertThatThrownBy(() -> read(8, 1, 0xff, 0xff, 0xff, 0xff, 0x0f)).isInstanceOf(ArithmeticException.class);
    }

    private static int[] read(int bits, int count, int... bytes) {
        byte[] data = new byte[bytes.length];
        IntStream.range(0, bytes.length).forEach(place -> data[place] = (byte) bytes[place]);
        int[] numbers = new int[count];
        new RunLengthNumbers(bits, ByteBuffer.wrap(data)).read(numbers, count);
        return numbers;
    }

    /** Long and short runs of equal numbers, and numbers that differ. */
    private static int[] numbers(Random random, int bits) {
        int most = bits == 32 ? -1 : (1 << bits) - 1;
        return random.ints(1 + random.nextInt(60))
                .flatMap(number -> IntStream.generate(() -> number & most).limit(random.nextInt(List.of(1, 2, 9, 300).get(random.nextInt(4))) + 1))
                .toArray();
    }

    private static ByteBuffer encoded(int bits, int[] numbers) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder = new RunLengthBitPackingHybridEncoder(bits, 64, 1 << 20, HeapByteBufferAllocator.getInstance())) {
            for (int number : numbers) {
                encoder.writeInt(number);
            }
            return ByteBuffer.wrap(encoder.toBytes().toByteArray());
        }
    }
}
