package io.costflow.sql.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainValuesTest {

    @Test
    void numbersHaveNoExponentUnlessTheyWouldBeLong() {
        assertThat(PlainValues.text(1.0E10)).isEqualTo("10000000000");
        assertThat(PlainValues.text(1.5E-7)).isEqualTo("0.00000015");
        assertThat(PlainValues.text(0.1)).isEqualTo("0.1");
        assertThat(PlainValues.text(1E300)).isEqualTo("1.0E300");
        assertThat(PlainValues.text(new BigDecimal("0E-15"))).isEqualTo("0.000000000000000");
        assertThat(PlainValues.text(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void timesAreWrittenAsInSql() {
        assertThat(PlainValues.text(LocalDateTime.of(2025, 10, 1, 0, 0))).isEqualTo("2025-10-01 00:00:00");
        assertThat(PlainValues.text(LocalDateTime.of(2025, 10, 1, 12, 30, 0, 500_000_000))).isEqualTo("2025-10-01 12:30:00.5");
        assertThat(PlainValues.text(Instant.parse("2025-10-01T10:30:00Z"))).isEqualTo("2025-10-01 10:30:00Z");
        assertThat(PlainValues.text(LocalDate.of(2025, 10, 1))).isEqualTo("2025-10-01");
    }

    @Test
    void listsAndMapsAreJson() {
        assertThat(PlainValues.text(new String[] {"a", null})).isEqualTo("[\"a\",null]");
        assertThat(PlainValues.text(Map.of("app", "web"))).isEqualTo("{\"app\":\"web\"}");
        assertThat(PlainValues.json(Map.of("amount", new BigDecimal("1.50")))).isEqualTo("{\"amount\":1.50}");
    }
}
