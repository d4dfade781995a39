package io.costflow.provider.aws;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.DayContents;
import io.costflow.provider.DayOutput;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.Readiness;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceTable;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AWS's own daily summary (specification, H.2), which needs no cluster. */
final class AwsSummary implements DayOutput {

    @Override
    public String id() {
        return "aws";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(AwsDailySummary.TABLE);
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(Aws.DAILY, List.of(AwsLineItems.Daily.GROUPING));
    }

    @Override
    public List<ReferenceTable> reference() {
        return List.of(AwsReference.ACCOUNT_ALIASES, AwsReference.ORGANIZATIONAL_UNITS);
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.missing(Aws.DAILY, files);
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return AwsReference.missingBill(day, reference);
    }

    @Override
    public String referenceDigest(SourceSettings source, LocalDate day, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        AwsReference.addBillAndAccounts(digest, source, day, reference);
        AwsReference.addOrganizationalUnits(digest, source, day, reference);
        return digest.text();
    }

    @Override
    public byte[] compute(DayContents day, DayWriter writer) {
        AwsDailySummary summary = new AwsDailySummary(
                day.tables(Aws.DAILY, AwsLineItems.Daily.GROUPING),
                AwsReference.of(day),
                day.reference().enabledKeys(Aws.TYPE),
                TagMapping.of(day.reference(), Aws.TYPE),
                AwsReference.organizationalUnits(day.reference()));
        summary.heldBack().ifPresent(reason -> {
            throw new HeldBackException(reason);
        });
        summary.remark().ifPresent(day.remarks());
        summary.write(writer);
        return null;
    }
}
