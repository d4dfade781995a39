package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.publish.SourceStanding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a look has shown of one source, or of several together.
 *
 * @param published days that are published
 * @param pending days that are held back
 * @param pendingSince since when the first of them has been, in milliseconds since 1970-01-01 UTC; {@link #NEVER} when there is none
 * @param monthsUnlisted months that could not be listed
 * @param files files in the window
 * @param newestFile when the newest of them was modified, in milliseconds since 1970-01-01 UTC; {@link #NEVER} when there is none
 */
record SourceView(long published, long pending, long pendingSince, long monthsUnlisted, long files, long newestFile) {

    static final long NEVER = -1;
    static final SourceView NOTHING = new SourceView(0, 0, NEVER, 0, 0, NEVER);

    /** What a look has shown, by source. Of months that could not be listed, the files are those that were listed before. */
    static Map<String, SourceView> of(InventoryCatalog.Look look, Inventory inventory) {
        Map<String, SourceView> views = new HashMap<>();
        for (SourceMonth month : look.listing().months()) {
            List<LakeFile> files = inventory.files(month);
            long newest = files.stream().mapToLong(LakeFile::modified).max().orElse(NEVER);
            long unlisted = look.listing().failed().containsKey(month) ? 1 : 0;
            views.merge(month.source().uuid(), new SourceView(0, 0, NEVER, unlisted, files.size(), newest), SourceView::and);
        }
        look.published().standings().forEach((source, days) -> views.computeIfPresent(source, (s, view) -> view.and(of(days))));
        return views;
    }

    private static SourceView of(SourceStanding days) {
        return new SourceView(days.published(), days.pending(), days.pending() == 0 ? NEVER : days.pendingSince(), 0, 0, NEVER);
    }

    /** What was seen of both together. */
    SourceView and(SourceView other) {
        long since = pendingSince == NEVER ? other.pendingSince : other.pendingSince == NEVER ? pendingSince : Math.min(pendingSince, other.pendingSince);
        return new SourceView(
                published + other.published,
                pending + other.pending,
                since,
                monthsUnlisted + other.monthsUnlisted,
                files + other.files,
                Math.max(newestFile, other.newestFile));
    }

    /** What was seen of all of these together. */
    static SourceView all(Collection<SourceView> views) {
        return views.stream().reduce(NOTHING, SourceView::and);
    }
}
