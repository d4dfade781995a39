package io.costflow.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrinoTypeTest {

    @Test
    void textsAreThoseOfTrino() {
        assertThat(List.of(
                        TrinoType.VARCHAR, TrinoType.decimal(33, 15), TrinoType.array(TrinoType.TIMESTAMP), new TrinoType("timestamp with time zone", List.of(3L))))
                .extracting(TrinoType::text)
                .containsExactly("varchar", "decimal(33,15)", "array(timestamp(3))", "timestamp(3) with time zone");
    }
}
