package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;

/** Files, a source and a window for tests of the inventory: October 2025. */
final class Lake {

    static final SourceSettings SOURCE = SourceSettings.cluster(
            "org1234567", OpenShift.TYPE, "00000000-0000-0000-0000-000000000001", "my-cluster", "My Cluster", null);
    static final SourceMonth OCTOBER = new SourceMonth(SOURCE, YearMonth.of(2025, 10));
    static final DayRange WINDOW = window(1, 31);

    private Lake() {}

    static DayRange window(int from, int to) {
        return new DayRange(LocalDate.of(2025, 10, from), LocalDate.of(2025, 10, to));
    }

    /** A day of October, counted from 1970-01-01. */
    static long day(int day) {
        return LocalDate.of(2025, 10, day).toEpochDay();
    }

    static int dayOfMonth(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).getDayOfMonth();
    }

    /** The daily file of a day, with koku's name for it. */
    static LakeFile daily(int day) {
        return file(OpenShift.POD_USAGE_DAILY.id(), "pod_usage.2025-10-%02d.1.0_daily_0.parquet".formatted(day));
    }

    /** Its hourly twin. */
    static LakeFile hourly(int day) {
        return file(OpenShift.POD_USAGE_HOURLY.id(), "pod_usage.2025-10-%02d.1.0_0.parquet".formatted(day));
    }

    static LakeFile storage(int day) {
        return file(OpenShift.STORAGE_USAGE_DAILY.id(), "storage_usage.2025-10-%02d.1.0_daily_0.parquet".formatted(day));
    }

    static LakeFile file(String report, String name) {
        return new LakeFile(report, "s3://cost/" + report + "/" + name, 100, 1);
    }

    /** The one output of a plan. */
    static OutputPlan output(DayPlan plan) {
        assertThat(plan.outputs()).hasSize(1);
        return plan.outputs().get(0);
    }

    static LakeFile overwritten(LakeFile file) {
        return new LakeFile(file.report(), file.path(), file.size(), file.modified() + 1000);
    }
}
