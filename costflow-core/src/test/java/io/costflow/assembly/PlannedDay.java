package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan;
import io.costflow.day.SourceDay;
import io.costflow.provider.Layouts;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Plans of one day, and what its files contribute. */
public final class PlannedDay {

    public static final String TENANT = "org1234567";
    public static final LocalDate DATE = LocalDate.parse("2025-10-03");
    /** The output that plans are for unless a test says otherwise. */
    public static final String OPENSHIFT = "openshift";
    public static final SourceSettings CLUSTER =
            SourceSettings.cluster(TENANT, OpenShift.TYPE, "00000000-0000-0000-0000-000000000001", "my-cluster", "My Cluster", null);
    public static final SourceDay DAY = SourceDay.of(TENANT, CLUSTER.uuid(), DATE);
    public static final LakeFile HOURLY = file(OpenShift.POD_USAGE_HOURLY, "hourly/pod_usage.2025-10-03.1.0_0.parquet", 1);
    public static final LakeFile DAILY = file(OpenShift.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.0_daily_0.parquet", 1);

    private static final Layouts LAYOUTS = Layouts.ofAll();

    private PlannedDay() {}

    /** @param modified tells versions of a path apart */
    public static LakeFile file(Report report, String path, long modified) {
        return new LakeFile(report.id(), "s3://cost/" + path, 100, modified);
    }

    /** A plan to compute the cluster's output. */
    public static DayPlan plan(long revision, LakeFile... files) {
        return plan(revision, OutputPlan.of(OPENSHIFT), files);
    }

    public static DayPlan plan(long revision, OutputPlan output, LakeFile... files) {
        return of(DAY, revision, CLUSTER, List.of(files), output);
    }

    /** A plan of any day, where files of one manifest count. */
    public static DayPlan of(SourceDay day, long revision, SourceSettings source, List<LakeFile> files, OutputPlan... outputs) {
        return new DayPlan(day, revision, source, files, Overlap.WINNER, false, List.of(outputs));
    }

    /** A plan that drops everything known of the day. */
    static DayPlan forget(long revision) {
        return DayPlan.toForget(DAY, revision, CLUSTER);
    }

    /** Three line items of the day, whose contents are known by a name. */
    static DayInput read(long revision, LakeFile file, String contents) {
        return DayInput.of(new Contribution(
                DAY, revision, file, LAYOUTS.version(file.report()), true, 3, contents.getBytes(StandardCharsets.UTF_8), null));
    }

    /** A file that could not be read. */
    public static Contribution unreadable(long revision, LakeFile file, String reason) {
        return new Contribution(DAY, revision, file, LAYOUTS.version(file.report()), true, 0, null, new HeldBack(reason, file.path(), "pod_labels"));
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
