package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.costflow.random.RandomCases;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification, H.1: sums of numbers that are rounded one by one. */
class RoundedSumTest {

    @ParameterizedTest
    @CsvSource({
        "0.0000000014, 1, 0.000000001",
        "0.0000000015, 1, 0.000000002",
        "-0.0000000015, 1, -0.000000002",
        "0.0000000015, 3, 0.000000006",
        "1.0000000005, 1, 1.000000001",
        "123456789.0123456785, 1, 123456789.012345670",
        "0, 5, 0.000000000",
        "9e15, 2, 18000000000000000.000000000"
    })
    void everyNumberIsRoundedHalfUpByItsShortestTextAndThenAdded(double number, long times, BigDecimal expected) {
        RoundedSum sum = new RoundedSum();
        sum.add(number, times);

        assertThat(sum.value()).isEqualByComparingTo(expected);
    }

    @Test
    void aPartIsRoundedAfterItsNumber() {
        RoundedSum sum = new RoundedSum();
        sum.addPart(0.0000000149, 100_000_000, 2);

        assertThat(sum.value()).isEqualByComparingTo("0.000000004");
    }

    @Test
    void nullAddsNothingAndASumOfNothingIsNull() {
        RoundedSum sum = new RoundedSum();
        sum.add(Double.NaN, 1);
        sum.addPart(Double.NaN, 1, 1);
        assertThat(sum.value()).isNull();

        sum.add(1.5, 2);
        assertThat(sum.value()).isEqualByComparingTo("3");
    }

    @Test
    void theSumIsExactWhateverTheNumbers() {
        RandomCases.check(2_000, values -> {
            RoundedSum sum = new RoundedSum();
            BigDecimal expected = BigDecimal.ZERO;
            for (int i = 0; i < 20; i++) {
                double number = switch (values.between(0, 3)) {
                    case 0 -> values.random().nextInt() / 1e10;
                    case 1 -> (values.random().nextInt() + 0.5) / 1e9;
                    case 2 -> values.random().nextDouble() * values.oneOf(1e-9, 1.0, 1e3, 1e9, 1e17);
                    default -> values.oneOf(0.0, -0.0, 9.2e9, -9.3e9, 1e-300);
                };
                long times = values.oneOf(1L, 2L, 100L, 1_000_000L, 3_000_000_000L);
                long part = values.oneOf(0L, 1L, 100_000_000L, -50_000_000L, 1_234_567_891L, 500_000_000L);
                sum.add(number, times);
                sum.addPart(number, part, times);
                BigDecimal rounded = new BigDecimal(NumberOutput.toString(number, true)).setScale(9, RoundingMode.HALF_UP);
                BigDecimal roundedPart = rounded.multiply(BigDecimal.valueOf(part, 9)).setScale(9, RoundingMode.HALF_UP);
                expected = expected.add(rounded.add(roundedPart).multiply(BigDecimal.valueOf(times)));
            }
            assertThat(sum.value()).isEqualByComparingTo(expected);
        });
    }
}
