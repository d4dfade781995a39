package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.day.Revisions;
import io.costflow.publish.StatusTable;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.DayRange;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** A lake of one source and month, and a database, that a test changes as it likes. */
final class FakeCatalog implements InventoryCatalog {

    private static final long serialVersionUID = 1L;

    private List<LakeFile> files;
    private long instant = 1000;
    private long largestRevision;
    private String failure;
    SourceMonth month = Lake.OCTOBER;
    Set<String> complete = Set.of();
    Set<SourceMonth> changing = Set.of();
    /** What happens while a request lists a month. */
    transient Runnable whileListing = () -> {};
    final Map<LakeFile, SortedSet<Long>> remembered = new HashMap<>();
    DayRange window = Lake.WINDOW;
    Map<OutputPeriod, PublishedState> published = Map.of();
    Map<String, StatusTable.Standing> standings = Map.of();

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
    public Look look(Set<String> known, Set<SourceMonth> listedAnyway) throws IOException {
        changing = listedAnyway;
        ReferenceSnapshot reference = SnapshotBuilder.of(month.source().tenant()).build();
        return new Look(
                window,
                new Listing(Revisions.instant(instant), Map.of(month, files(month)), Map.of(), complete, 1),
                new PublishedDays(known.isEmpty() ? published : Map.of(), largestRevision, standings),
                Map.of(month.source().tenant(), reference));
    }

    @Override
    public Map<LakeFile, SortedSet<Long>> recall(Collection<SourceMonth> months) {
        return Map.copyOf(remembered);
    }

    @Override
    public void remember(SourceMonth ofMonth, Map<LakeFile, SortedSet<Long>> found, Collection<LakeFile> listed) {
        remembered.keySet().retainAll(listed);
        remembered.putAll(found);
    }

    @Override
    public List<LakeFile> list(SourceMonth listed) throws IOException {
        whileListing.run();
        return files(listed);
    }

    private List<LakeFile> files(SourceMonth listed) throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
        return listed.month().equals(month.month()) ? files : List.of();
    }
}
