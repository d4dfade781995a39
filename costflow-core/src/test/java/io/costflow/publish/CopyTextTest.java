package io.costflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of COPY: separators, escapes, NULL, and numbers in their shortest form. */
class CopyTextTest {

    @Test
    void writesColumnsBetweenTabsAndRowsAsLines() {
        CopyText text = new CopyText();
        text.uuid(new UUID(0, 1)).date(LocalDate.of(2025, 10, 3)).integer(7).text("shop").json("{\"a\": \"b\"}").number(0.5).endRow();
        text.uuid(null).date(null).integer(null).text(null).json(null).number(null).endRow();

        assertThat(text.rows()).isEqualTo(2);
        assertThat(taken(text)).isEqualTo("00000000-0000-0000-0000-000000000001\t2025-10-03\t7\tshop\t{\"a\": \"b\"}\t0.5\n\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n");
        assertThat(text.rows()).isZero();
        assertThat(text.length()).isZero();
    }

    @Test
    void escapesWhatCopyTakesForItsOwn() {
        CopyText text = new CopyText();
        text.text("a\tb\nc\rd\\e").text("").text("\\N").text("ü€😀").endRow();

        assertThat(taken(text)).isEqualTo("a\\tb\\nc\\rd\\\\e\t\t\\\\N\tü€😀\n");
    }

    /** For the first two, Java 17's Double.toString gives 1.9999999999999998E23 and 8.409999999999999E21. */
    @ParameterizedTest
    @CsvSource({"2.0E23, 2E+23", "8.41E21, 8.41E+21", "4.9E-324, 4.9E-324", "0.1, 0.1", "0.30000000000000004, 0.30000000000000004",
            "1.0E-15, 1E-15", "100, 100"})
    void writesTheShortestDecimal(double value, BigDecimal shortest) {
        assertThat(new BigDecimal(taken(new CopyText().number(value)))).isEqualByComparingTo(shortest);
    }

    @Test
    void everyNumberReadsBackAsItself() {
        RandomCases.check(20_000, values -> {
            double value = number(values);
            String text = taken(new CopyText().number(value));

            assertThat(Double.parseDouble(text)).isEqualTo(value);
            assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
        });
    }

    /** Any bits that are a number, an amount as reports have it, or the end of what doubles can hold. */
    private static double number(RandomValues values) {
        double number = switch (values.between(0, 3)) {
            case 0 -> Double.longBitsToDouble(values.random().nextLong());
            case 1 -> values.random().nextInt() / 100.0;
            case 2 -> values.random().nextDouble() * values.oneOf(1.0, 86_400.0, 1e12);
            default -> values.oneOf(0.0, -0.0, 1.0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE);
        };
        return Double.isFinite(number) ? number : 0;
    }

    @Test
    void anArrayHoldsAnyTexts() {
        assertThat(taken(new CopyText().textArray(null))).isEqualTo("\\N");
        assertThat(taken(new CopyText().textArray(List.of()))).isEqualTo("{}");
        assertThat(taken(new CopyText().textArray(Arrays.asList("", null, "null", "i-1", "a b", "a,b", "\"{}\\\n"))))
                .isEqualTo("{\"\",NULL,\"null\",i-1,\"a b\",\"a,b\",\"\\\\\"{}\\\\\\\\\\n\"}");
    }

    @Test
    void whatIsNoNumberIsWrittenAsTextThatPostgresRefuses() {
        assertThat(taken(new CopyText().number(Double.NaN))).isEqualTo("not a number");
        assertThat(taken(new CopyText().number(Double.NEGATIVE_INFINITY))).isEqualTo("-Infinity");
    }

    @Test
    void anExactNumberKeepsItsDigits() {
        assertThat(taken(new CopyText().decimal(new BigDecimal("123456789012345.123456789")))).isEqualTo("123456789012345.123456789");
        assertThat(taken(new CopyText().decimal(new BigDecimal("1E-9")))).isEqualTo("0.000000001");
        assertThat(taken(new CopyText().decimal(null))).isEqualTo("\\N");
    }

    private static int digits(String number) {
        return new BigDecimal(number).stripTrailingZeros().precision();
    }

    private static String taken(CopyText text) {
        return new String(text.take(), StandardCharsets.UTF_8);
    }
}
