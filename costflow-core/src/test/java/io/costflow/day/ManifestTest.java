package io.costflow.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage layout, A.3. */
class ManifestTest {

    @ParameterizedTest
    @CsvSource({
        "pod_usage.2025-10-03.17.0_0.parquet, 17",
        "node_labels.2025-10-03.17.12_daily_3.parquet, 17",
        "storage_usage.2025-10-03.007.0_0.parquet, 7",
        "pod_usage.2025-10-03.92233720368547758070.0_0.parquet, 92233720368547758070",
        "2025-10-03_manifestid-18_basefile-hourly-00001_batch-0_0.parquet, 18",
        "2025-10-03_manifestid-18_basefile-October-2025-None_batch-4_daily_2.parquet, 18",
    })
    void theManifestIsInTheName(String name, BigInteger id) {
        assertThat(Manifest.of(name)).contains(new Manifest(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "e6b3701e-1e91-433b-b238-a31e49937558_ocp_pod_usage_0.parquet",
        "e6b3701e-1e91-433b-b238-a31e49937558_openshift_usage_report.0_daily_0.parquet",
        "October-2025-my-cluster_0.parquet",
        "pod_usage.2025-10-03.None.0_0.parquet",
        "pod_usage.2025-10-03.-1.0_0.parquet",
        "pod_usage.2025-10-03.17_0.parquet",
        "2025-10-03_manifestid-_basefile-x_batch-0_0.parquet",
        "2025-10-03_basefile-x_manifestid-7_batch-0_0.parquet",
        "",
    })
    void otherNamesSayNone(String name) {
        assertThat(Manifest.of(name)).isEmpty();
    }

    @Test
    void idsAreComparedAsNumbers() {
        List<String> ascending = List.of("9", "10", "0011", "100", "9223372036854775808");
        assertThat(ascending.stream().map(id -> new Manifest(new BigInteger(id)))).isSorted();
    }

    @Test
    void filesAreOfSeveralManifestsWhenTheirNamesSayTwo() {
        String openShift = "pod_usage.2025-10-03.%s.0_0.parquet";
        assertThat(several(openShift.formatted(1), openShift.formatted(2))).isTrue();
        assertThat(several(openShift.formatted(1), openShift.formatted("01"), "pod_usage.2025-10-03.1.1_0.parquet")).as("two files of one").isFalse();
        assertThat(several(openShift.formatted(1), "my-cluster_0.parquet", "other-cluster_0.parquet")).as("names without one").isFalse();
        assertThat(several()).isFalse();
    }

    private static boolean several(String... names) {
        return Manifest.areSeveral(Stream.of(names).map(name -> new LakeFile(ReportType.POD_USAGE_HOURLY, "s3://cost/" + name, 1, 1)).toList());
    }
}
