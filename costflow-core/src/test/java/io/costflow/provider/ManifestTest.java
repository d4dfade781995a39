package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.day.Manifest;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage layout, A.3. */
class ManifestTest {

    private static final FileNames OPENSHIFT = OpenShift.PROVIDER.fileNames();
    private static final FileNames AWS = Aws.PROVIDER.fileNames();

    @ParameterizedTest
    @CsvSource({
        "pod_usage.2025-10-03.17.0_0.parquet, 17",
        "node_labels.2025-10-03.17.12_daily_3.parquet, 17",
        "storage_usage.2025-10-03.007.0_0.parquet, 7",
        "pod_usage.2025-10-03.92233720368547758070.0_0.parquet, 92233720368547758070",
    })
    void theManifestIsInANameOfOpenShift(String name, BigInteger id) {
        assertThat(OPENSHIFT.manifest(name)).contains(new Manifest(id));
        assertThat(AWS.manifest(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-03_manifestid-18_basefile-hourly-00001_batch-0_0.parquet, 18",
        "2025-10-03_manifestid-18_basefile-October-2025-None_batch-4_daily_2.parquet, 18",
    })
    void theManifestIsInANameOfAws(String name, BigInteger id) {
        assertThat(AWS.manifest(name)).contains(new Manifest(id));
        assertThat(OPENSHIFT.manifest(name)).isEmpty();
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
        assertThat(OPENSHIFT.manifest(name)).isEmpty();
        assertThat(AWS.manifest(name)).isEmpty();
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
        return OPENSHIFT.haveSeveralManifests(
                Stream.of(names).map(name -> new LakeFile(OpenShift.POD_USAGE_HOURLY.id(), "s3://cost/" + name, 1, 1)).toList());
    }
}
