package io.costflow.inventory;

import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.hourly;
import static io.costflow.inventory.Lake.storage;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.settings.SourceSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final LakeFile SECOND_DAILY = file(ReportType.POD_USAGE_DAILY, "pod_usage.2025-10-03.1.1_daily_0.parquet");
    private static final LakeFile THIRD_DAILY = file(ReportType.POD_USAGE_DAILY, "pod_usage.2025-10-03.1.2_daily_0.parquet");

    @Test
    void podFilesWithTheirTwinsAreReady() {
        assertThat(check(List.of(daily(3), hourly(3)))).isNull();
        assertThat(check(List.of(daily(3), hourly(3), storage(3)))).isNull();
    }

    @Test
    void otherFilesNeedNoTwinsAndArePartOfNoDayAlone() {
        assertThat(check(List.of(storage(3)))).satisfies(reason -> {
            assertThat(reason.reason()).contains("no pod_usage files").contains("storage_usage.2025-10-03.1.0_daily_0.parquet");
            assertThat(reason.file()).isNull();
        });
    }

    @Test
    void anHourlyFileWithoutItsRollUpIsNamed() {
        assertThat(check(List.of(hourly(3), storage(3)))).satisfies(reason -> {
            assertThat(reason.reason()).contains("pod_usage.2025-10-03.1.0_0.parquet has no roll-up by day, under daily/.");
            assertThat(reason.file()).isEqualTo(hourly(3).path());
        });
    }

    @Test
    void aRollUpWithoutItsHourlyFileIsNamed() {
        assertThat(check(List.of(daily(3), hourly(3), SECOND_DAILY))).satisfies(reason -> {
            assertThat(reason.reason()).contains("pod_usage.2025-10-03.1.1_daily_0.parquet has no hourly file.");
            assertThat(reason.file()).isEqualTo(SECOND_DAILY.path());
        });
    }

    @Test
    void moreOfThemAreCounted() {
        assertThat(check(List.of(daily(3), hourly(3), SECOND_DAILY, THIRD_DAILY)).reason()).contains("has no hourly file, nor have 1 more.");
    }

    @Test
    void aCloudsDayNeedsTwinsButNoPods() {
        LakeFile daily = file(ReportType.AWS_DAILY, "2025-10-03_manifestid-1_basefile-x_batch-0_daily_0.parquet");
        LakeFile hourly = file(ReportType.AWS_HOURLY, "2025-10-03_manifestid-1_basefile-x_batch-0_0.parquet");
        assertThat(Readiness.check(SourceSettings.Type.AWS, List.of(daily, hourly))).isNull();
        assertThat(Readiness.check(SourceSettings.Type.AWS, List.of(daily)).reason()).contains("has no hourly file.");
    }

    private static HeldBack check(List<LakeFile> files) {
        return Readiness.check(SourceSettings.Type.OCP, files);
    }
}
