package io.costflow.inventory;

import static io.costflow.inventory.Lake.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.day.LakeFile;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which days wait for which, and cloud sources that no cluster runs on. */
class CloudDayPlansTest {

    private static final LocalDate DAY = LocalDate.of(2025, 10, 3);
    private static final DayRange WINDOW = new DayRange(DAY, DAY);
    private static final SourceSettings CLOUD = source(Aws.TYPE, "cloud", null);
    private static final SourceSettings CLUSTER = source(OpenShift.TYPE, "cluster", "cloud");
    private static final SourceSettings ELSEWHERE = source(OpenShift.TYPE, "elsewhere", null);
    private static final List<LakeFile> BILL =
            List.of(file(Aws.DAILY.id(), "2025-10-03_b_daily_0.parquet"), file(Aws.HOURLY.id(), "2025-10-03_b_0.parquet"));

    private final Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();

    @Test
    void aClusterIsWaitedForOnlyByACloudDayThatIsComputed() {
        files.put(october(CLOUD), BILL);
        files.put(october(CLUSTER), pods("cluster"));
        assertThat(output(plans().get("cloud")).clusters()).extracting(PlannedCluster::source).containsExactly(CLUSTER);
        assertThat(output(plans().get("cluster")).independent()).isFalse();

        files.put(october(CLOUD), BILL.subList(0, 1));
        assertThat(output(plans().get("cloud")).blocked()).isNotNull();
        assertThat(output(plans().get("cloud")).clusters()).isEmpty();
        assertThat(output(plans().get("cluster")).independent()).isTrue();

        files.put(october(CLOUD), List.of());
        assertThat(output(plans().get("cluster")).independent()).isTrue();
    }

    @Test
    void aCloudSourceThatNoClusterRunsOnIsNotReadAndNamed() {
        files.put(october(CLOUD), BILL);
        files.put(october(ELSEWHERE), pods("elsewhere"));

        assertThat(plans().keySet()).containsExactly("elsewhere");
        assertThat(work().stream().filter(split -> split.reading() != null).map(split -> split.reading().source())).containsOnly("elsewhere");
        assertThat(warnings()).containsExactly("No cluster runs on the source org1/cloud. Its files are not read. Name it as the infrastructure of a cluster,"
                + " publish another output of it (aws, aws-ec2), or remove it.");
    }

    @Test
    void aCloudSourceThatAClusterRunsOnIsNotNamed() {
        files.put(october(CLOUD), BILL);
        files.put(october(CLUSTER), pods("cluster"));

        assertThat(warnings()).isEmpty();
    }

    /** The plans of a new run. */
    private Map<String, DayPlan> plans() {
        return work().stream().filter(split -> split.plan() != null).map(InventorySplit::plan).collect(Collectors.toMap(plan -> plan.source().uuid(), plan -> plan));
    }

    private List<InventorySplit> work() {
        return lake().work(7);
    }

    private List<String> warnings() {
        return lake().warnings().others();
    }

    private PlannedWindow lake() {
        PlannedWindow lake = PlannedWindow.bounded(WINDOW);
        lake.files.putAll(files);
        lake.references.put("org1", SnapshotBuilder.of("org1").build());
        return lake;
    }

    private static SourceMonth october(SourceSettings source) {
        return new SourceMonth(source, YearMonth.of(2025, 10));
    }

    private static SourceSettings source(String type, String uuid, String infrastructure) {
        return new SourceSettings("org1", type, uuid, uuid, uuid, infrastructure, null, null, null);
    }

    private static List<LakeFile> pods(String source) {
        return List.of(
                file(OpenShift.POD_USAGE_DAILY.id(), source + "/pod_usage.2025-10-03.1.0_daily_0.parquet"),
                file(OpenShift.POD_USAGE_HOURLY.id(), source + "/pod_usage.2025-10-03.1.0_0.parquet"));
    }

    private static LakeFile file(String report, String name) {
        return new LakeFile(report, "s3://cost/" + report + "/" + name, 100, 1);
    }
}
