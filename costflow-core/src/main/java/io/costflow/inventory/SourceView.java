package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.inventory.ShadowFindings.Differences;
import io.costflow.publish.StatusTable;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a poll found of one source, or of several together.
 *
 * @param published days that are published
 * @param pending days that are held back
 * @param pendingSince since when the first of them has been; null when there is none
 * @param monthsUnlisted months that could not be listed
 * @param files files in the window
 * @param newestFile when the newest of them was modified; null when there is none
 * @param shadow how far another program's rows differ
 */
record SourceView(long published, long pending, Instant pendingSince, long monthsUnlisted, long files, Instant newestFile, Differences shadow) {

    static final SourceView NOTHING = new SourceView(0, 0, null, 0, 0, null, Differences.NONE);

    /** What a poll found, by source. Of months that could not be listed, the files are the ones that an earlier poll listed. */
    static Map<String, SourceView> of(InventoryCatalog.Look look, Inventory inventory) {
        Map<String, SourceView> views = new HashMap<>();
        for (SourceMonth month : look.listing().months()) {
            List<LakeFile> files = inventory.files(month);
            Instant newest = files.stream().map(LakeFile::modified).max(Long::compare).map(Instant::ofEpochMilli).orElse(null);
            long unlisted = look.listing().failed().containsKey(month) ? 1 : 0;
            views.merge(month.source().uuid(), new SourceView(0, 0, null, unlisted, files.size(), newest, Differences.NONE), SourceView::and);
        }
        look.published().standings().forEach((source, days) -> views.computeIfPresent(source, (s, view) -> view.and(of(days))));
        look.rows().shadow().sources().forEach((source, found) -> views.computeIfPresent(source, (s, view) -> view.and(of(found))));
        return views;
    }

    private static SourceView of(StatusTable.Standing days) {
        return new SourceView(days.published(), days.pending(), days.pending() == 0 ? null : Instant.ofEpochMilli(days.pendingSince()), 0, 0, null, Differences.NONE);
    }

    private static SourceView of(Differences shadow) {
        return new SourceView(0, 0, null, 0, 0, null, shadow);
    }

    /** What was seen of both together. */
    SourceView and(SourceView other) {
        return new SourceView(
                published + other.published,
                pending + other.pending,
                first(pendingSince, other.pendingSince, Comparator.naturalOrder()),
                monthsUnlisted + other.monthsUnlisted,
                files + other.files,
                first(newestFile, other.newestFile, Comparator.reverseOrder()),
                shadow.and(other.shadow));
    }

    private static Instant first(Instant one, Instant other, Comparator<Instant> order) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other)).flatMap(Optional::stream).min(order).orElse(null);
    }

    /** What was seen of all of these together. */
    static SourceView all(Collection<SourceView> views) {
        return views.stream().reduce(NOTHING, SourceView::and);
    }
}
