package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Manifest;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.azure.Azure;
import io.costflow.provider.gcp.Gcp;
import io.costflow.provider.openshift.OpenShift;
import java.math.BigInteger;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage layout, A.3. */
class FileNamesTest {

    private static final FileNames OPENSHIFT = OpenShift.PROVIDER.fileNames();
    private static final FileNames AWS = Aws.PROVIDER.fileNames();

    @ParameterizedTest
    @CsvSource({
        "pod_usage.2025-10-03.17.0_0.parquet, 2025-10-03",
        "pod_usage.2025-10-03.17.12_daily_3.parquet, 2025-10-03",
        "2025-10-03_manifestid-1_basefile-x_batch-0_0.parquet, 2025-10-03",
        "storage_usage.2024-02-29.1.0_0.parquet, 2024-02-29",
    })
    void theDayIsInTheName(String name, LocalDate day) {
        assertThat(OPENSHIFT.day(name)).contains(day);
        assertThat(AWS.day(name)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "e6b3701e-1e91-433b-b238-a31e49937558_ocp_pod_usage_0.parquet",
        "October-2025-my-cluster_0.parquet",
        "pod_usage.2025-13-03.1.0_0.parquet",
        "pod_usage.2025-02-29.1.0_0.parquet",
        "pod_usage.12025-10-03.1.0_0.parquet",
        "pod_usage.2025-10-031.1.0_0.parquet",
        "pod_usage2025-10-03.1.0_0.parquet",
        "",
    })
    void otherNamesSayNoDay(String name) {
        assertThat(OPENSHIFT.day(name)).isEmpty();
        assertThat(AWS.day(name)).isEmpty();
    }

    @Test
    void aProviderWhoseNamesMeanNoDayHasNone() {
        assertThat(new FileNames(false, null).day("pod_usage.2025-10-03.17.0_0.parquet")).isEmpty();
    }

    @Test
    void exportsOfAzureSayDayAndManifestAndThoseOfGcpNeither() {
        assertThat(Azure.PROVIDER.fileNames().day("2025-10-03_manifestid-7_basefile-part_batch-0_0.parquet")).contains(LocalDate.of(2025, 10, 3));
        assertThat(Azure.PROVIDER.fileNames().manifest("2025-10-03_manifestid-7_basefile-part_batch-0_0.parquet")).contains(new Manifest(BigInteger.valueOf(7)));
        assertThat(Gcp.PROVIDER.fileNames().day("202510_2025-10-03_manifestid-7_part_0.parquet")).as("the day of the export").isEmpty();
        assertThat(Gcp.PROVIDER.fileNames().manifest("202510_2025-10-03_manifestid-7_part_0.parquet")).isEmpty();
    }

    @Test
    void aProviderWhoseNamesMeanNoManifestHasNone() {
        assertThat(new FileNames(true, null).manifest("pod_usage.2025-10-03.17.0_0.parquet")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pod_usage.2025-10-03.1.0_daily_0.parquet, pod_usage.2025-10-03.1.0_0.parquet",
        "pod_usage.2025-10-03.1.0_0.parquet, pod_usage.2025-10-03.1.0_0.parquet",
        "my_daily_report_pod_usage_daily_7.parquet, my_daily_report_pod_usage_7.parquet",
    })
    void hourlyFilesAndTheirRollUpShareAName(String name, String shared) {
        assertThat(FileNames.withoutDaily(name)).isEqualTo(shared);
    }
}
