package io.costflow.inventory;

import static io.costflow.inventory.Lake.day;
import static io.costflow.inventory.Lake.file;
import static io.costflow.inventory.Lake.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A month whose folders cannot be listed is held back, with what is computed from it; all else is planned. */
class UnlistedMonthsTest {

    private static final String TENANT = Lake.SOURCE.tenant();
    private static final SourceSettings CLOUD = SourceSettings.cloud(TENANT, Aws.TYPE, "cloud", null);
    private static final SourceSettings FIRST = cluster("first");
    private static final SourceSettings SECOND = cluster("second");
    private static final List<LakeFile> BILL =
            List.of(file(Aws.DAILY.id(), "2025-10-03_manifestid-1_b_daily_0.parquet"), file(Aws.HOURLY.id(), "2025-10-03_manifestid-1_b_0.parquet"));

    private final PlannedWindow bounded = withReference(PlannedWindow.bounded(Lake.window(3, 5)));

    @Test
    void publishedDaysOfTheMonthAreHeldBack() {
        bounded.files.put(october(FIRST), pods("first"));
        bounded.failed.put(october(SECOND), "No permission.");
        publish(bounded, SECOND, 3, 4);

        List<DayPlan> plans = bounded.plans(7);
        assertThat(plansOf(SECOND, plans)).extracting(plan -> plan.day().day().getDayOfMonth()).containsExactly(3, 4);
        assertThat(plansOf(SECOND, plans)).allSatisfy(plan -> assertThat(output(plan).blocked().reason()).contains("could not be listed", "No permission."));
        assertThat(plansOf(FIRST, plans)).extracting(plan -> output(plan).blocked()).containsOnlyNulls();
    }

    @Test
    void theFirstDayStandsForAMonthOfWhichNothingIsPublished() {
        bounded.failed.put(october(FIRST), "No permission.");

        assertThat(bounded.plans(7)).singleElement().satisfies(plan -> {
            assertThat(plan.day().day().getDayOfMonth()).isEqualTo(3);
            assertThat(output(plan).blocked()).isNotNull();
        });
    }

    @Test
    void clustersDoNotWaitForABillThatCannotBeListed() {
        bounded.files.put(october(FIRST), pods("first"));
        bounded.failed.put(october(CLOUD), "No permission.");

        List<DayPlan> plans = bounded.plans(7);
        assertThat(plansOf(FIRST, plans)).singleElement().satisfies(plan -> assertThat(output(plan).isOfFiles() && output(plan).independent()).isTrue());
        assertThat(plansOf(CLOUD, plans)).singleElement().satisfies(plan -> assertThat(output(plan).blocked()).isNotNull());
    }

    @Test
    void aBillWaitsForAClusterThatCannotBeListedAndIsHeldBackWithIt() {
        bounded.files.put(october(CLOUD), BILL);
        bounded.files.put(october(FIRST), pods("first"));
        bounded.failed.put(october(SECOND), "No permission.");
        publish(bounded, SECOND, 5);

        List<DayPlan> plans = bounded.plans(7);
        assertThat(output(plansOf(CLOUD, plans).get(0)).clusters()).extracting(PlannedCluster::source).containsExactly(FIRST, SECOND);
        OutputPlan unknown = output(plansOf(SECOND, plans).get(0));
        assertThat(unknown.purpose()).as("it may have no files on the bill's day, so that its own day is not held back").isEqualTo(Purpose.SUPPLY);
        assertThat(unknown.blocked()).isNotNull();
        assertThat(plansOf(SECOND, plans)).extracting(plan -> plan.day().day().getDayOfMonth()).containsExactly(3, 5);
    }

    @Test
    void aRunThatKeepsUpHoldsPublishedDaysBackUntilTheMonthIsListed() {
        PlannedWindow continuous = withReference(PlannedWindow.continuous(Lake.window(3, 5)));
        publish(continuous, FIRST, 3);
        continuous.failed.put(october(FIRST), "No permission.");
        assertThat(plansOf(FIRST, continuous.plans(7))).singleElement().satisfies(plan -> assertThat(output(plan).blocked()).isNotNull());

        continuous.failed.clear();
        continuous.files.put(october(FIRST), pods("first"));
        assertThat(plansOf(FIRST, continuous.plans(8))).singleElement().satisfies(plan -> assertThat(output(plan).blocked()).isNull());

        continuous.files.clear();
        continuous.failed.put(october(FIRST), "No permission.");
        assertThat(continuous.plans(9)).as("what was listed before is still known").extracting(plan -> output(plan).blocked()).containsOnlyNulls();
    }

    private static List<DayPlan> plansOf(SourceSettings source, List<DayPlan> plans) {
        return plans.stream().filter(plan -> plan.source().equals(source)).sorted(Comparator.comparing(plan -> plan.day().epochDay())).toList();
    }

    private static void publish(PlannedWindow window, SourceSettings source, int... daysOfOctober) {
        for (int dayOfOctober : daysOfOctober) {
            SourceDay day = new SourceDay(TENANT, source.uuid(), day(dayOfOctober));
            window.published.put(OutputPeriod.of("openshift", day), new PublishedState("fingerprint", "checksum"));
        }
    }

    private static PlannedWindow withReference(PlannedWindow window) {
        window.references.put(TENANT, SnapshotBuilder.of(TENANT).build());
        return window;
    }

    private static SourceMonth october(SourceSettings source) {
        return new SourceMonth(source, YearMonth.of(2025, 10));
    }

    private static SourceSettings cluster(String uuid) {
        return SourceSettings.cluster(TENANT, OpenShift.TYPE, uuid, uuid, uuid, "cloud");
    }

    private static List<LakeFile> pods(String source) {
        return List.of(
                file(OpenShift.POD_USAGE_DAILY.id(), source + "/pod_usage.2025-10-03.1.0_daily_0.parquet"),
                file(OpenShift.POD_USAGE_HOURLY.id(), source + "/pod_usage.2025-10-03.1.0_0.parquet"));
    }
}
