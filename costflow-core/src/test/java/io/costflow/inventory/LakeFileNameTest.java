package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage layout, A.3. */
class LakeFileNameTest {

    @ParameterizedTest
    @CsvSource({
        "pod_usage.2025-10-03.17.0_0.parquet, 2025-10-03",
        "pod_usage.2025-10-03.17.12_daily_3.parquet, 2025-10-03",
        "2025-10-03_manifestid-1_basefile-x_batch-0_0.parquet, 2025-10-03",
        "storage_usage.2024-02-29.1.0_0.parquet, 2024-02-29",
    })
    void theDayIsInTheName(String name, LocalDate day) {
        assertThat(LakeFileName.day(name)).contains(day);
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
        assertThat(LakeFileName.day(name)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "pod_usage.2025-10-03.1.0_daily_0.parquet, pod_usage.2025-10-03.1.0_0.parquet",
        "pod_usage.2025-10-03.1.0_0.parquet, pod_usage.2025-10-03.1.0_0.parquet",
        "my_daily_report_pod_usage_daily_7.parquet, my_daily_report_pod_usage_7.parquet",
    })
    void hourlyFilesAndTheirRollUpShareAName(String name, String twin) {
        assertThat(LakeFileName.twin(name)).isEqualTo(twin);
    }
}
