package io.costflow.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification, Z.2: the units of measure. */
class UnitOfMeasureTest {

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {
        "1 Hours,Storage,1,Hrs,Hrs",
        "100 Hours,Storage,100,Hrs,Hrs",
        "100 Hours,Virtual Machines,1,Hrs,Hrs",
        "10 Hours,Virtual Machines,10,Hrs,Hrs",
        "1 Hour,Storage,1,1 Hour,Hrs",
        "1 GB/Month,Storage,1,GB-Mo,GB-Mo",
        "100 GB,Storage,100,100 GB,100 GB",
        "100 GB ,Storage,100,GB,GB",
        "100 GB x,Storage,100,100 GB x,100 GB x",
        "1 /Month,Storage,1,1 /Month,1 /Month",
        "1/Month,Storage,1,1/Month,1/Month",
        "10K,Storage,1,10K,10K",
        "100,Storage,1,100,100",
        "100 ,Storage,1,100 ,100 ",
        "Unassigned,Storage,1,Unassigned,Unassigned",
        "'',Storage,1,'',''"
    })
    void aNumberInFrontMultipliesAndTheRestIsTheName(String text, String category, long multiplier, String name, String nameOfBill) {
        assertThat(UnitOfMeasure.of(text, category)).isEqualTo(new UnitOfMeasure(multiplier, name, nameOfBill, true));
    }

    @ParameterizedTest
    @CsvSource({"1.5 GB", "10.0 Hours", "99999999999 GB"})
    void aNumberThatIsNoIntegerIsNotUnderstoodAndMultipliesNothing(String text) {
        assertThat(UnitOfMeasure.of(text, "Storage").multiplier()).isOne();
        assertThat(UnitOfMeasure.of(text, "Storage").understood()).isFalse();
    }

    @Test
    void nullIsNull() {
        assertThat(UnitOfMeasure.of(null, null)).isEqualTo(new UnitOfMeasure(1, null, null, true));
    }
}
