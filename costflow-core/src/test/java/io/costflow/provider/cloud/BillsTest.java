package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.reference.SnapshotBuilder;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source without a bill for the month: each of its outputs is held back, and says which table lacks it. */
class BillsTest {

    private static final String SOURCE = "00000000-0000-0000-0000-0000000000aa";
    private static final LocalDate DAY = LocalDate.of(2025, 10, 5);

    @ParameterizedTest
    @CsvSource({
        "aws, reporting_awscostentrybill", "aws-ec2, reporting_awscostentrybill", "openshift-on-aws, reporting_awscostentrybill", "azure, reporting_azurecostentrybill",
        "openshift-on-azure, reporting_azurecostentrybill", "openshift-on-gcp, reporting_gcpcostentrybill"
    })
    void aMonthWithoutABillIsHeldBack(String id, String table) {
        Output output = Providers.output(id);
        SnapshotBuilder reference = SnapshotBuilder.of("org1").bill(SOURCE, DAY.plusMonths(1), 8).bill("another", DAY, 9);

        assertThat(output.missingReference(SourceDay.of("org1", SOURCE, DAY), reference.build())).get().satisfies(held ->
                assertThat(held.reason()).contains("no bill for the month", "org1." + table));
        assertThat(output.missingReference(SourceDay.of("org1", SOURCE, DAY), reference.bill(SOURCE, DAY, 7).build())).isEmpty();
    }
}
