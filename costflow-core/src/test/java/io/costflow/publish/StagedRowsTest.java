package io.costflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are read back as they were staged, as often as asked, from memory or from a file. */
class StagedRowsTest {

    private static final SourceDay DAY = SourceDay.of("org1", "00000000-0000-0000-0000-000000000001", UsageDay.DAY);

    @ParameterizedTest
    @ValueSource(longs = {0, 12, 1 << 20})
    void readsBackWhatWasStagedByTable(long memoryLimit) throws IOException {
        try (StagedRows rows = new StagedRows(memoryLimit)) {
            rows.add(new DayRows(DAY, 1, "pods", 2, bytes("a\nb\n")));
            rows.add(new DayRows(DAY, 1, "costs", 1, bytes("x\n")));
            rows.add(new DayRows(DAY, 1, "pods", 3, bytes("c\nd\ne\n")));
            rows.add(new DayRows(DAY, 1, "pods", 1, bytes("f\n")));

            assertThat(rows.rows()).isEqualTo(7);
            assertThat(rows.rows("pods")).isEqualTo(6);
            assertThat(rows.rows("nodes")).isZero();
            assertThat(rows.tables()).containsExactlyInAnyOrder("pods", "costs");
            for (int time = 1; time <= 2; time++) {
                assertThat(read(rows, "pods")).isEqualTo("a\nb\nc\nd\ne\nf\n");
                assertThat(read(rows, "costs")).isEqualTo("x\n");
                assertThat(read(rows, "nodes")).isEmpty();
            }
        }
    }

    private static String read(StagedRows rows, String table) throws IOException {
        StringBuilder text = new StringBuilder();
        rows.<IOException>read(table, stream -> text.append(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
