package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Plans of one day, and what its files contribute. */
public final class PlannedDay {

    public static final String TENANT = "org1234567";
    public static final LocalDate DATE = LocalDate.parse("2025-10-03");
    public static final SourceSettings CLUSTER = new SourceSettings(
            TENANT, SourceSettings.Type.OCP, "00000000-0000-0000-0000-000000000001", "my-cluster", "My Cluster", null, null, null);
    public static final SourceDay DAY = SourceDay.of(TENANT, CLUSTER.uuid(), DATE);
    public static final LakeFile HOURLY = file(ReportType.POD_USAGE_HOURLY, "hourly/pod_usage.2025-10-03.1.0_0.parquet", 1);
    public static final LakeFile DAILY = file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.0_daily_0.parquet", 1);

    private PlannedDay() {}

    /** @param modified tells versions of a path apart */
    public static LakeFile file(ReportType type, String path, long modified) {
        return new LakeFile(type, "s3://cost/" + path, 100, modified);
    }

    public static DayPlan plan(long revision, LakeFile... files) {
        return DayPlan.of(DAY, revision, CLUSTER, List.of(files));
    }

    /** Three line items of the day, whose contents are known by a name. */
    static DayInput read(long revision, LakeFile file, String contents) {
        return DayInput.of(new Contribution(DAY, revision, file, 1, true, 3, contents.getBytes(StandardCharsets.UTF_8), null));
    }

    /** A file that could not be read. */
    public static Contribution unreadable(long revision, LakeFile file, String reason) {
        return new Contribution(DAY, revision, file, 1, true, 0, null, new HeldBack(reason, file.path(), "pod_labels"));
    }

    static <T> List<List<T>> permutations(List<T> elements) {
        if (elements.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : elements) {
            List<T> rest = new ArrayList<>(elements);
            rest.remove(first);
            permutations(rest).forEach(order -> {
                List<T> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            });
        }
        return all;
    }
}
