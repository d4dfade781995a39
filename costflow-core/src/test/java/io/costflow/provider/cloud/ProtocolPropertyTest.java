package io.costflow.provider.cloud;

import static io.costflow.provider.cloud.CorrelationHarness.DAY;
import static io.costflow.provider.cloud.CorrelationHarness.OCTOBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedCluster;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.provider.openshift.OpenShiftLineItems;
import io.costflow.publish.DayMark;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Two clusters on one cloud source, from plans to marks: whatever arrives whenever, and be it a second time after a restart, the day ends as it follows from
 * the newest of everything, and no mark on the way there mixes reference data.
 */
class ProtocolPropertyTest {

    private static final List<SourceSettings> SOURCES = List.of(
            new SourceSettings("org1", SourceSettings.Type.OCP, "alpha", "a-id", "A", DAY.source(), null, null),
            new SourceSettings("org1", SourceSettings.Type.OCP, "bravo", "b-id", "B", DAY.source(), null, null),
            new SourceSettings("org1", SourceSettings.Type.AWS, DAY.source(), null, null, null, null, null));
    private static final int CLOUD = 2;

    private final List<List<DayPlan>> plans = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<List<Object>> inputs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<ReferenceSnapshot> snapshots = new ArrayList<>();

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void theDayEndsAsTheNewestOfEverythingSays(@ForAll Random random) throws Exception {
        List.of(plans, inputs).forEach(lists -> lists.forEach(List::clear));
        snapshots.clear();
        changeTheLake(random);
        changeTheReferenceData(random);

        List<DayMark> marks = new ArrayList<>();
        try (ProtocolRun run = new ProtocolRun(SOURCES.size())) {
            List<List<Object>> arriving = inputs.stream().map(those -> arriving(those, snapshots, random)).toList();
            List<Integer> ends = arriving.stream().map(those -> random.nextInt(those.size() + 1)).toList();
            run.send(upTo(ends, arriving), random);
            try (ProtocolRun restarted = run.restarted()) {
                int lost = random.nextInt(4);
                run.send(upTo(Collections.nCopies(SOURCES.size(), lost), from(ends, arriving)), random);
                marks.addAll(run.marks());
                List<List<Object>> again = from(ends, arriving);
                inputs.forEach(List::clear);
                planEverythingAnew();
                for (int i = 0; i < again.size(); i++) {
                    inputs.get(i).addAll(again.get(i));
                }
                restarted.send(inputs.stream().map(those -> anew(those, random)).toList(), random);
                marks.addAll(restarted.marks());
            }
        }

        assertThat(marks).allSatisfy(mark -> assertThat(mark.heldBack()).isNull());
        assertThat(marks).extracting(DayMark::fingerprint).isSubsetOf(ofOneStateOfReferenceData());
        DayMark published = marks.stream().max(Comparator.comparingLong(DayMark::revision)).orElseThrow();
        assertThat(published.fingerprint()).isEqualTo(fingerprint(last(plans.get(CLOUD)), last(plans.get(0)), last(plans.get(1)), last(snapshots)));
        assertThat(published).as("it comes last").isEqualTo(last(marks));
    }

    /** Some of the days change at each revision, and the cloud's is planned with every other; only new files are read. */
    private void changeTheLake(Random random) {
        int revisions = 1 + random.nextInt(4);
        for (int i = 1; i <= revisions; i++) {
            long revision = 10L * i;
            for (int source = 0; source < SOURCES.size(); source++) {
                if (i == 1 || random.nextBoolean() || source == CLOUD) {
                    plan(source, revision, i == 1 || random.nextInt(3) > 0);
                }
            }
        }
    }

    /** As the inventory does when it starts again: the newest revision is above all that were published. */
    private void planEverythingAnew() {
        for (int source = 0; source < SOURCES.size(); source++) {
            plan(source, 1000, false);
        }
    }

    private void plan(int source, long revision, boolean withNewFile) {
        List<DayPlan> before = plans.get(source);
        List<LakeFile> files = new ArrayList<>(before.isEmpty() ? List.of() : last(before).files());
        SourceDay day = SourceDay.of("org1", SOURCES.get(source).uuid(), OCTOBER);
        ReportType type = source == CLOUD ? ReportType.AWS_DAILY : ReportType.POD_USAGE_DAILY;
        if (withNewFile) {
            LakeFile file = new LakeFile(type, "s3://" + source + "/" + files.size() % 2, revision, revision);
            files.removeIf(replaced -> replaced.path().equals(file.path()));
            files.add(file);
            byte[] body = CombinedDay.empty(OpenShiftLineItems.layout(ReportType.POD_USAGE_DAILY)).encode();
            inputs.get(source).add(DayInput.of(new Contribution(day, revision, file, 1, true, 0, body, null)));
        }
        List<PlannedCluster> clusters = source != CLOUD ? List.of() : SOURCES.subList(0, CLOUD).stream()
                .map(cluster -> new PlannedCluster(cluster, last(plans.get(SOURCES.indexOf(cluster))).revision()))
                .toList();
        DayPlan plan = DayPlan.of(day, revision, SOURCES.get(source), files.stream().sorted().toList()).with(clusters);
        before.add(plan);
        inputs.get(source).add(DayInput.of(plan));
    }

    private void changeTheReferenceData(Random random) {
        int states = 1 + random.nextInt(4);
        for (int i = 0; i < states; i++) {
            SnapshotBuilder builder = SnapshotBuilder.of("org1").revision(1 + 13L * i).bill(DAY.source(), OCTOBER, 1)
                    .reportPeriod("alpha", OCTOBER, 1 + random.nextInt(2)).reportPeriod("bravo", OCTOBER, 3);
            if (random.nextBoolean()) {
                builder.openShiftKeys(List.of("app"));
            }
            if (random.nextBoolean()) {
                builder.awsKeys("team");
            }
            snapshots.add(builder.build());
        }
    }

    /** Plans and contributions come in any order, snapshots in theirs. */
    private static List<Object> arriving(List<Object> inputs, List<ReferenceSnapshot> snapshots, Random random) {
        List<Object> arriving = new ArrayList<>(inputs);
        Collections.shuffle(arriving, random);
        int[] places = random.ints(snapshots.size(), 0, inputs.size() + 1).sorted().toArray();
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            arriving.add(places[i], snapshots.get(i));
        }
        return arriving;
    }

    /** What comes after a restart comes in another order. */
    private static List<Object> anew(List<Object> arriving, Random random) {
        List<ReferenceSnapshot> snapshots =
                arriving.stream().filter(ReferenceSnapshot.class::isInstance).map(ReferenceSnapshot.class::cast).toList();
        return arriving(arriving.stream().filter(DayInput.class::isInstance).toList(), snapshots, random);
    }

    private static List<List<Object>> upTo(List<Integer> ends, List<List<Object>> arriving) {
        return slices(arriving, Collections.nCopies(ends.size(), 0), ends);
    }

    private static List<List<Object>> from(List<Integer> begins, List<List<Object>> arriving) {
        return slices(arriving, begins, arriving.stream().map(List::size).toList());
    }

    private static List<List<Object>> slices(List<List<Object>> arriving, List<Integer> begins, List<Integer> ends) {
        List<List<Object>> slices = new ArrayList<>();
        for (int i = 0; i < arriving.size(); i++) {
            slices.add(arriving.get(i).subList(begins.get(i), Math.min(ends.get(i), arriving.get(i).size())));
        }
        return slices;
    }

    /** The fingerprints of all days that rest on one state of the reference data, whatever the plans. */
    private Set<String> ofOneStateOfReferenceData() {
        Set<String> fingerprints = new TreeSet<>();
        for (ReferenceSnapshot snapshot : snapshots) {
            for (DayPlan cloud : plans.get(CLOUD)) {
                for (DayPlan alpha : plans.get(0)) {
                    plans.get(1).forEach(bravo -> fingerprints.add(fingerprint(cloud, alpha, bravo, snapshot)));
                }
            }
        }
        return fingerprints;
    }

    private static String fingerprint(DayPlan cloud, DayPlan alpha, DayPlan bravo, ReferenceSnapshot reference) {
        return DayFingerprint.ofCloud(cloud, List.of(DayFingerprint.ofCluster(alpha, reference), DayFingerprint.ofCluster(bravo, reference)), reference);
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
