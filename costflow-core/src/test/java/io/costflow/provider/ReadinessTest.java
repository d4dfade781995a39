package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether files can make up a day, asked of each output. */
class ReadinessTest {

    private static final LakeFile DAILY = file(OpenShift.POD_USAGE_DAILY, "pod_usage.2025-10-03.1.0_daily_0.parquet");
    private static final LakeFile HOURLY = file(OpenShift.POD_USAGE_HOURLY, "pod_usage.2025-10-03.1.0_0.parquet");
    private static final LakeFile STORAGE = file(OpenShift.STORAGE_USAGE_DAILY, "storage_usage.2025-10-03.1.0_daily_0.parquet");
    private static final LakeFile SECOND_DAILY = file(OpenShift.POD_USAGE_DAILY, "pod_usage.2025-10-03.1.1_daily_0.parquet");
    private static final LakeFile THIRD_DAILY = file(OpenShift.POD_USAGE_DAILY, "pod_usage.2025-10-03.1.2_daily_0.parquet");

    @Test
    void podFilesWithTheirTwinsAreReady() {
        assertThat(check(List.of(DAILY, HOURLY))).isNull();
        assertThat(check(List.of(DAILY, HOURLY, STORAGE))).isNull();
    }

    @Test
    void otherFilesNeedNoTwinsAndArePartOfNoDayAlone() {
        assertThat(check(List.of(STORAGE))).satisfies(reason -> {
            assertThat(reason.reason()).contains("no pod_usage files").contains("storage_usage.2025-10-03.1.0_daily_0.parquet");
            assertThat(reason.file()).isNull();
        });
    }

    @Test
    void anHourlyFileWithoutItsRollUpIsNamed() {
        assertThat(check(List.of(HOURLY, STORAGE))).satisfies(reason -> {
            assertThat(reason.reason()).contains("pod_usage.2025-10-03.1.0_0.parquet has no roll-up by day, under daily/.");
            assertThat(reason.file()).isEqualTo(HOURLY.path());
        });
    }

    @Test
    void aRollUpWithoutItsHourlyFileIsNamed() {
        assertThat(check(List.of(DAILY, HOURLY, SECOND_DAILY))).satisfies(reason -> {
            assertThat(reason.reason()).contains("pod_usage.2025-10-03.1.1_daily_0.parquet has no hourly file.");
            assertThat(reason.file()).isEqualTo(SECOND_DAILY.path());
        });
    }

    @Test
    void moreOfThemAreCounted() {
        assertThat(check(List.of(DAILY, HOURLY, SECOND_DAILY, THIRD_DAILY)).reason()).contains("has no hourly file, nor have 1 more.");
    }

    @Test
    void aCloudsDayNeedsTwinsButNoPods() {
        LakeFile daily = file(Aws.DAILY, "2025-10-03_manifestid-1_basefile-x_batch-0_daily_0.parquet");
        LakeFile hourly = file(Aws.HOURLY, "2025-10-03_manifestid-1_basefile-x_batch-0_0.parquet");
        assertThat(check("openshift-on-aws", List.of(daily, hourly))).isNull();
        assertThat(check("openshift-on-aws", List.of(daily)).reason()).contains("has no hourly file.");
    }

    private static HeldBack check(List<LakeFile> files) {
        return check("openshift", files);
    }

    private static HeldBack check(String output, List<LakeFile> files) {
        return Providers.output(output).readiness(files).orElse(null);
    }

    private static LakeFile file(Report report, String name) {
        return new LakeFile(report.id(), "s3://cost/" + report + "/" + name, 100, 1);
    }
}
