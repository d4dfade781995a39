package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;

/** Files, a source and a window for tests of the inventory: October 2025. */
final class Lake {

    static final SourceSettings SOURCE = new SourceSettings(
            "org1234567", SourceSettings.Type.OCP, "00000000-0000-0000-0000-000000000001", "my-cluster", "My Cluster", null, null, null);
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
        return file(ReportType.POD_USAGE_DAILY, "pod_usage.2025-10-%02d.1.0_daily_0.parquet".formatted(day));
    }

    /** Its hourly twin. */
    static LakeFile hourly(int day) {
        return file(ReportType.POD_USAGE_HOURLY, "pod_usage.2025-10-%02d.1.0_0.parquet".formatted(day));
    }

    static LakeFile storage(int day) {
        return file(ReportType.STORAGE_USAGE_DAILY, "storage_usage.2025-10-%02d.1.0_daily_0.parquet".formatted(day));
    }

    static LakeFile file(ReportType type, String name) {
        return new LakeFile(type, "s3://cost/" + type + "/" + name, 100, 1);
    }

    static LakeFile overwritten(LakeFile file) {
        return new LakeFile(file.type(), file.path(), file.size(), file.modified() + 1000);
    }
}
