package io.costflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8BufferTest {

    @Property
    void whatIsAppendedComesOutInUtf8(@ForAll List<String> texts) {
        Utf8Buffer buffer = new Utf8Buffer();
        texts.forEach(text -> buffer.append(text).append('|'));
        byte[] expected = (String.join("|", texts) + (texts.isEmpty() ? "" : "|")).getBytes(StandardCharsets.UTF_8);

        assertThat(buffer.length()).isEqualTo(expected.length);
        assertThat(buffer.take()).isEqualTo(expected);
        assertThat(buffer.take()).isEmpty();
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
