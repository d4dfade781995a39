package io.costflow.provider.azure;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.DayContents;
import io.costflow.provider.DayOutput;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.Readiness;
import io.costflow.provider.Report;
import io.costflow.provider.cloud.Bills;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Azure's own daily summary (specification, Z.9), which needs no cluster. */
final class AzureSummary implements DayOutput {

    @Override
    public String id() {
        return "azure";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(AzureDailySummary.TABLE);
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(Azure.LINE_ITEMS, List.of(AzureLineItems.GROUPING));
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.missing(Azure.LINE_ITEMS, files);
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return Bills.missing(AzureReference.BILLS, day, reference);
    }

    @Override
    public String referenceDigest(SourceSettings source, LocalDate day, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        AzureReference.addBill(digest, source, day, reference);
        return digest.text();
    }

    @Override
    public byte[] compute(DayContents day, DayWriter writer) {
        AzureDailySummary summary = new AzureDailySummary(
                day.tables(Azure.LINE_ITEMS, AzureLineItems.GROUPING),
                AzureReference.of(day),
                day.reference().enabledKeys(Azure.TYPE),
                TagMapping.of(day.reference(), Azure.TYPE));
        summary.heldBack().ifPresent(reason -> {
            throw new HeldBackException(reason);
        });
        summary.remarks().forEach(day.remarks());
        summary.write(writer);
        return null;
    }
}
