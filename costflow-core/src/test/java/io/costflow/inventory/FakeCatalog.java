package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.publish.SourceStanding;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.DayRange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A lake of one source and month, and a database, that a test changes as it likes. */
final class FakeCatalog implements InventoryCatalog {

    private static final long serialVersionUID = 1L;

    private List<LakeFile> files;
    private long instant = 1000;
    private long largestRevision;
    private String failure;
    DayRange window = Lake.WINDOW;
    Map<SourceDay, PublishedDays.Published> published = Map.of();
    Map<String, SourceStanding> standings = Map.of();

    FakeCatalog(LakeFile... files) {
        this.files = List.of(files);
    }

    void set(LakeFile... now) {
        files = List.of(now);
    }

    FakeCatalog at(long listedAt, long largestPublishedRevision) {
        instant = listedAt;
        largestRevision = largestPublishedRevision;
        return this;
    }

    void fail(String message) {
        failure = message;
    }

    @Override
    public Look look(Set<String> known) throws IOException {
        ReferenceSnapshot reference = SnapshotBuilder.of(Lake.SOURCE.tenant()).build();
        return new Look(
                window,
                new Listing(instant, Map.of(Lake.OCTOBER, list(Lake.OCTOBER))),
                new PublishedDays(known.isEmpty() ? published : Map.of(), largestRevision, standings),
                Map.of(Lake.SOURCE.tenant(), reference));
    }

    @Override
    public List<LakeFile> list(SourceMonth month) throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
        return files;
    }
}
