package io.costflow.inventory;

import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.inventory.PublishedDays.Published;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plans of a cloud source and the two clusters that run on it: its day is computed from theirs, so they are planned together. */
class DaysOnACloudTest {

    private static final String TENANT = Lake.SOURCE.tenant();
    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of(TENANT).build();
    private static final SourceSettings CLOUD = new SourceSettings(TENANT, SourceSettings.Type.AWS, "cloud", null, null, null, null, null);
    private static final SourceSettings FIRST = cluster("first");
    private static final SourceSettings SECOND = cluster("second");

    private final Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>(Map.of(
            october(CLOUD), List.of(file(ReportType.AWS_DAILY, "2025-10-03_b_daily_0.parquet"), file(ReportType.AWS_HOURLY, "2025-10-03_b_0.parquet")),
            october(FIRST), pods("first"),
            october(SECOND), pods("second")));
    private final Map<SourceDay, Published> published = new HashMap<>();

    @Test
    void theCloudsPlanNamesTheClustersThatHaveFiles() {
        assertThat(plans().get(CLOUD.uuid()).clusters()).extracting(PlannedCluster::source).containsExactly(FIRST, SECOND);
        files.put(october(FIRST), List.of());
        assertThat(plans().get(CLOUD.uuid()).clusters()).extracting(PlannedCluster::source).containsExactly(SECOND);
        assertThat(plans()).as("all of one revision").hasSize(2).allSatisfy((source, plan) -> assertThat(plan.revision()).isEqualTo(7));
    }

    @Test
    void whenOneClusterChangesAllOfThemAreComputed() {
        publish(FIRST, SECOND);
        assertThat(plans()).hasSize(3).allSatisfy((source, plan) ->
                assertThat(plan.purpose() == DayPlan.Purpose.KEEP).as("since the cloud's day was never published").isFalse());
    }

    @Test
    void whenNothingChangedAllOfThemAreUnchanged() {
        publish(FIRST, SECOND);
        publishCloud();
        assertThat(plans()).hasSize(3).allSatisfy((source, plan) -> assertThat(plan.purpose() == DayPlan.Purpose.KEEP).isTrue());
    }

    @Test
    void whenTheCloudIsBlockedClustersAreOnTheirOwn() {
        publish(FIRST);
        files.put(october(CLOUD), List.of(file(ReportType.AWS_DAILY, "2025-10-03_b_daily_0.parquet")));
        Map<String, DayPlan> plans = plans();
        assertThat(plans.get(CLOUD.uuid()).blocked()).isNotNull();
        assertThat(plans.get(FIRST.uuid()).purpose() == DayPlan.Purpose.KEEP).isTrue();
        assertThat(plans.get(SECOND.uuid()).purpose() == DayPlan.Purpose.KEEP).isFalse();
        assertThat(plans.get(SECOND.uuid()).alone()).as("nobody waits for it").isTrue();
    }

    @Test
    void withoutACloudsFilesClustersAreOnTheirOwn() {
        publish(FIRST);
        files.put(october(CLOUD), List.of());
        assertThat(plans()).hasSize(2).doesNotContainKey(CLOUD.uuid());
        assertThat(plans().get(FIRST.uuid()).purpose() == DayPlan.Purpose.KEEP).isTrue();
    }

    private void publish(SourceSettings... sources) {
        for (SourceSettings source : sources) {
            published.put(key(source), new Published(fingerprint(source), "checksum"));
        }
    }

    private void publishCloud() {
        DayPlan plan = plans().get(CLOUD.uuid());
        published.put(key(CLOUD), new Published(DayFingerprint.ofCloud(plan, List.of(fingerprint(FIRST), fingerprint(SECOND)), REFERENCE), "checksum"));
    }

    private String fingerprint(SourceSettings source) {
        List<LakeFile> sorted = files.get(october(source)).stream().sorted().toList();
        return DayFingerprint.ofCluster(DayPlan.of(key(source), 1, source, sorted), REFERENCE);
    }

    /** The plans of a new run. */
    private Map<String, DayPlan> plans() {
        PlannedWindow lake = PlannedWindow.bounded(Lake.WINDOW);
        lake.files.putAll(files);
        lake.published.putAll(published);
        lake.references.put(TENANT, REFERENCE);
        return lake.plans(7).stream().collect(Collectors.toMap(plan -> plan.day().source(), plan -> plan));
    }

    private static SourceDay key(SourceSettings source) {
        return new SourceDay(TENANT, source.uuid(), day(3));
    }

    private static SourceMonth october(SourceSettings source) {
        return new SourceMonth(source, YearMonth.of(2025, 10));
    }

    private static SourceSettings cluster(String uuid) {
        return new SourceSettings(TENANT, SourceSettings.Type.OCP, uuid, uuid, uuid, "cloud", null, null);
    }

    private static List<LakeFile> pods(String source) {
        return List.of(
                file(ReportType.POD_USAGE_DAILY, source + "/pod_usage.2025-10-03.1.0_daily_0.parquet"),
                file(ReportType.POD_USAGE_HOURLY, source + "/pod_usage.2025-10-03.1.0_0.parquet"));
    }
}
