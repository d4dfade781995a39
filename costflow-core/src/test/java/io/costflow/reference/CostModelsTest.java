package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostModelsTest {

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "0.0000000005, 0.000000001", "0.0000000004, 0", "-0.0000000005, -0.000000001", "0.1234567891, 0.123456789", ", 0"})
    void aMarkupHasNineDecimals(BigDecimal written, BigDecimal markup) {
        SourceSettings source = SourceSettings.cloud("org1", "AWS", "cloud", written);

        assertThat(CostModels.markup(source, SnapshotBuilder.of("org1").build())).isEqualByComparingTo(markup);
    }
}
