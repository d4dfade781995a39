package io.costflow.provider.aws;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.DayContents;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.MonthContents;
import io.costflow.provider.MonthOutput;
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

/** AWS's summary of EC2 instances by the month (specification, H.3), which needs no cluster. */
final class Ec2Summary implements MonthOutput {

    @Override
    public String id() {
        return "aws-ec2";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(Ec2MonthlySummary.TABLE);
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(Aws.DAILY, List.of(AwsLineItems.Daily.GROUPING_OF_INSTANCES));
    }

    @Override
    public List<ReferenceTable> reference() {
        return List.of(AwsReference.ACCOUNT_ALIASES);
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
    public String referenceDigest(SourceSettings source, LocalDate month, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        AwsReference.addBillAndAccounts(digest, source, month, reference);
        return digest.text();
    }

    @Override
    public byte[] contribute(DayContents day) {
        return Ec2Day.of(day.tables(Aws.DAILY, AwsLineItems.Daily.GROUPING_OF_INSTANCES)).encode();
    }

    @Override
    public void compute(MonthContents month, DayWriter writer) {
        Ec2MonthlySummary summary = new Ec2MonthlySummary(
                AwsReference.of(month.period().day(), month.source(), month.reference()),
                month.reference().enabledKeys(Aws.TYPE),
                TagMapping.of(month.reference(), Aws.TYPE));
        month.days().forEach(day -> summary.add(LocalDate.ofEpochDay(day.epochDay()), Ec2Day.decode(day.contribution())));
        summary.heldBack().ifPresent(reason -> {
            throw new HeldBackException(reason);
        });
        summary.write(writer);
    }
}
