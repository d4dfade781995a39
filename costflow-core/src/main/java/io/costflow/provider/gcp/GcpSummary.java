package io.costflow.provider.gcp;

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
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GCP's own daily summary (specification, G.9), which needs no cluster. */
final class GcpSummary implements DayOutput {

    @Override
    public String id() {
        return "gcp";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(GcpDailySummary.TABLE);
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(Gcp.HOURLY, List.of(GcpLineItems.Hourly.GROUPING));
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.missing(Gcp.HOURLY, files);
    }

    /** Which bills a day needs is known only once its line items are: they say on which invoices they are. */
    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return Optional.empty();
    }

    @Override
    public String referenceDigest(SourceSettings source, LocalDate day, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        GcpReference.addBills(digest, source, day, reference);
        return digest.text();
    }

    @Override
    public byte[] compute(DayContents day, DayWriter writer) {
        GcpDailySummary summary = new GcpDailySummary(
                day.tables(Gcp.HOURLY, GcpLineItems.Hourly.GROUPING), GcpReference.of(day), day.reference().enabledKeys(Gcp.TYPE),
                TagMapping.of(day.reference(), Gcp.TYPE));
        summary.heldBack().ifPresent(reason -> {
            throw new HeldBackException(reason);
        });
        summary.remark().ifPresent(day.remarks());
        summary.write(writer);
        return null;
    }
}
