package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two outputs of one source's day: only files and reference data that an output takes matter to it. */
class IndependentOutputsTest {

    private static final LocalDate DATE = LocalDate.parse("2025-10-03");
    private static final SourceSettings CLOUD = SourceSettings.cloud("org1", Aws.TYPE, "cloud", null);
    private static final LakeFile DAILY = file(Aws.DAILY, "2025-10-03_b_daily_0.parquet", 100);
    private static final LakeFile HOURLY = file(Aws.HOURLY, "2025-10-03_b_0.parquet", 100);
    private static final CorrelatedOutput ATTRIBUTED = (CorrelatedOutput) Providers.output("openshift-on-aws");
    private static final DayOutput BILLS = new Bills();

    @Test
    void aMissingHourlyFileBlocksOnlyTheOutputThatReadsHourlyFiles() {
        DayPlan plan = plan(DAILY);
        assertThat(ATTRIBUTED.readiness(ATTRIBUTED.files(plan))).hasValueSatisfying(reason -> assertThat(reason.reason()).contains("has no hourly file"));
        assertThat(BILLS.readiness(BILLS.files(plan))).isEmpty();
    }

    @Test
    void filesOfReportsThatAnOutputDoesNotReadAreNotIts() {
        assertThat(BILLS.files(plan(HOURLY, DAILY))).containsExactly(DAILY);
        assertThat(ATTRIBUTED.files(plan(HOURLY, DAILY))).containsExactly(HOURLY, DAILY);
        assertThat(BILLS.files(plan(HOURLY))).isEmpty();
    }

    @Test
    void hoursThatDecideBetweenManifestsBelongToTheOutputThatReadsTheirReport() {
        Output summary = Providers.output("openshift");
        assertThat(summary.concerns(new LakeFile("STORAGE_USAGE_HOURLY", "s3://cost/a", 100, 1))).isTrue();
        assertThat(BILLS.concerns(new LakeFile("STORAGE_USAGE_HOURLY", "s3://cost/a", 100, 1))).isFalse();
        assertThat(BILLS.concerns(new LakeFile(OpenShift.POD_USAGE_DAILY.id(), "s3://cost/a", 100, 1))).isFalse();
    }

    @Test
    void aFileMattersOnlyToFingerprintsOfOutputsThatReadIt() {
        DayPlan plan = plan(HOURLY, DAILY);
        DayPlan otherHours = plan(file(Aws.HOURLY, "2025-10-03_b_0.parquet", 200), DAILY);
        assertThat(ofBills(otherHours, reference())).isEqualTo(ofBills(plan, reference()));
        assertThat(ofAttributed(otherHours, reference())).isNotEqualTo(ofAttributed(plan, reference()));

        DayPlan otherDay = plan(HOURLY, file(Aws.DAILY, "2025-10-03_b_daily_0.parquet", 200));
        assertThat(ofBills(otherDay, reference())).isNotEqualTo(ofBills(plan, reference()));
        assertThat(ofAttributed(otherDay, reference())).isNotEqualTo(ofAttributed(plan, reference()));
    }

    @Test
    void referenceDataMatterOnlyToFingerprintsOfOutputsThatTakeThem() {
        DayPlan plan = plan(HOURLY, DAILY);
        assertThat(ofBills(plan, reference().awsKeys("app"))).isEqualTo(ofBills(plan, reference()));
        assertThat(ofAttributed(plan, reference().awsKeys("app"))).isNotEqualTo(ofAttributed(plan, reference()));
        assertThat(ofBills(plan, reference().bill("cloud", DATE, 5))).isNotEqualTo(ofBills(plan, reference()));
    }

    private static String ofBills(DayPlan plan, SnapshotBuilder reference) {
        return DayFingerprint.of(plan, BILLS, reference.build());
    }

    private static String ofAttributed(DayPlan plan, SnapshotBuilder reference) {
        return DayFingerprint.of(plan, ATTRIBUTED, List.of(), List.of(), reference.build());
    }

    private static SnapshotBuilder reference() {
        return SnapshotBuilder.of("org1");
    }

    private static DayPlan plan(LakeFile... files) {
        return new DayPlan(SourceDay.of("org1", "cloud", DATE), 7, CLOUD, List.of(files), Overlap.WINNER, false, List.of());
    }

    private static LakeFile file(Report report, String name, long size) {
        return new LakeFile(report.id(), "s3://cost/" + name, size, 1);
    }

    /** An output that reads bills by the day and takes the id of the month's bill. */
    private static final class Bills implements DayOutput {

        @Override
        public String id() {
            return "bills";
        }

        @Override
        public boolean byDefault() {
            return false;
        }

        @Override
        public List<Table<?>> tables() {
            return List.of();
        }

        @Override
        public Map<Report, List<Grouping>> groupings() {
            return Map.of(Aws.DAILY, List.of());
        }

        @Override
        public Optional<HeldBack> readiness(List<LakeFile> files) {
            return Readiness.missing(Aws.DAILY, files);
        }

        @Override
        public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
            return Optional.empty();
        }

        @Override
        public String referenceDigest(SourceSettings source, LocalDate day, ReferenceSnapshot reference) {
            Digest digest = new Digest();
            digest.add(reference.bill(source.uuid(), day).orElse(-1));
            return digest.text();
        }

        @Override
        public byte[] compute(DayContents day, DayWriter writer) {
            return null;
        }
    }
}
