package io.costflow.openshift;

import static io.costflow.openshift.RawDay.GIB;
import static io.costflow.openshift.RawDay.HOUR;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReportPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Inputs of the day function: plans of one day, what its files contribute, and reference data. */
final class PlannedDay {

    static final String TENANT = "org1234567";
    static final LocalDate DATE = LocalDate.parse("2025-10-03");
    static final SourceDay DAY = SourceDay.of(TENANT, "00000000-0000-0000-0000-000000000001", DATE);
    static final LakeFile HOURLY = file(ReportType.POD_USAGE_HOURLY, "hourly/pod_usage.2025-10-03.1.0_0.parquet", 1);
    static final LakeFile DAILY = file(ReportType.POD_USAGE_DAILY, "daily/pod_usage.2025-10-03.1.0_daily_0.parquet", 1);

    private PlannedDay() {}

    /** @param modified tells versions of a path apart */
    static LakeFile file(ReportType type, String path, long modified) {
        return new LakeFile(type, "s3://cost/" + path, 100, modified);
    }

    static DayPlan plan(long revision, LakeFile... files) {
        return new DayPlan(DAY, revision, "my-cluster", "My Cluster", List.of(files), null, null, null, false, false);
    }

    /** Four core-hours on node n1. */
    static DayInput capacity(long revision) {
        return contribution(revision, HOURLY, ClusterDay.cluster().hour(0, "n1", 4 * HOUR, 16 * HOUR * GIB), ReportType.POD_USAGE_HOURLY);
    }

    /** One core-hour of each of some pods on node n1. */
    static DayInput pods(long revision, LakeFile file, String... namespaces) {
        ClusterDay day = ClusterDay.cluster();
        for (String namespace : namespaces) {
            day.pod(RawDay.PodItem.pod(namespace, "p", "n1"));
        }
        return contribution(revision, file, day, ReportType.POD_USAGE_DAILY);
    }

    private static DayInput contribution(long revision, LakeFile file, ClusterDay day, ReportType type) {
        CombinedDay lineItems = RawDayFiles.of(day.raw()).stream().filter(read -> read.type() == type).findFirst().orElseThrow().lineItems();
        return DayInput.of(contribution(revision, file, OpenShiftLineItems.VERSION, lineItems));
    }

    static Contribution contribution(long revision, LakeFile file, int version, CombinedDay lineItems) {
        return new Contribution(DAY, revision, file, version, true, lineItems.rows(), lineItems.encode(), null);
    }

    /** A file that has nothing to do with the day after all. */
    static DayInput foreign(long revision, LakeFile file) {
        byte[] nothing = CombinedDay.empty(OpenShiftLineItems.layout(file.type())).encode();
        return DayInput.of(new Contribution(DAY, revision, file, OpenShiftLineItems.VERSION, false, 0, nothing, null));
    }

    static DayInput unreadable(long revision, LakeFile file, String reason) {
        HeldBack problem = new HeldBack(reason, file.path(), "pod_labels");
        return DayInput.of(new Contribution(DAY, revision, file, OpenShiftLineItems.VERSION, true, 0, null, problem));
    }

    static ReferenceSnapshot reference(String tenant, String... enabledKeys) {
        List<ReportPeriod> periods = List.of(new ReportPeriod(DAY.source(), DATE.withDayOfMonth(1).toEpochDay(), 42));
        return new ReferenceSnapshot(tenant, 1, List.of(enabledKeys), List.of(), List.of(), periods);
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
