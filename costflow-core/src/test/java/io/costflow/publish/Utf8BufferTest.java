package io.costflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8BufferTest {

    @Test
    void whatIsAppendedComesOutInUtf8() {
        RandomCases.check(1000, values -> {
            List<String> texts = values.list(0, 60, () -> text(values));
            Utf8Buffer buffer = new Utf8Buffer();
            texts.forEach(text -> buffer.append(text).append('|'));
            byte[] expected = (String.join("|", texts) + (texts.isEmpty() ? "" : "|")).getBytes(StandardCharsets.UTF_8);

            assertThat(buffer.length()).isEqualTo(expected.length);
            assertThat(buffer.take()).isEqualTo(expected);
            assertThat(buffer.take()).isEmpty();
        });
    }

    /** Characters of one to four bytes, and now and then a surrogate without its partner. */
    private static String text(RandomValues values) {
        int[] codePoints = values.list(0, 60, () -> values.between(0, values.oneOf(0x7f, 0x7ff, 0xffff, Character.MAX_CODE_POINT))).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    @Test
    void theBeginningCanBeKept() {
        Utf8Buffer buffer = new Utf8Buffer().append("table\n");
        int beginning = buffer.length();
        buffer.append("ü".repeat(2000));
        buffer.cutTo(beginning);

        assertThat(new String(buffer.append("next").copy(), StandardCharsets.UTF_8)).isEqualTo("table\nnext");
    }
}
