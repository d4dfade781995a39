package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.DayRange;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Where the enumerator looks things up: the lake and the database. */
interface InventoryCatalog extends Serializable {

    /**
     * What is there at one instant.
     *
     * @param window the days that are looked at now
     * @param listing all files of the window
     * @param published what was published of it, of sources that were not known before
     * @param references the reference data of each tenant
     * @param rows what counting the rows of published days has shown
     * @param leftOut the tenants whose tables cannot be used, each with the reason in full sentences: nothing is listed of them
     * @param recovered the tenants that the poll before has left out, and this one does not
     * @param surveyed what a survey of the files has found, where Costflow keeps koku's tables of what there is
     * @param contended the tenants that another job serves too, each with a sentence that says so
     */
    record Look(
            DayRange window,
            Listing listing,
            PublishedDays published,
            Map<String, ReferenceSnapshot> references,
            RowFindings rows,
            Map<String, String> leftOut,
            Set<String> recovered,
            Surveyed surveyed,
            Map<String, String> contended) {

        /** Of tables that can all be used, whose rows are as they were published. */
        Look(DayRange window, Listing listing, PublishedDays published, Map<String, ReferenceSnapshot> references) {
            this(window, listing, published, references, RowFindings.NONE, Map.of(), Set.of(), Surveyed.NOTHING, Map.of());
        }

        /** The same with another listing. */
        Look with(Listing other) {
            return new Look(window, other, published, references, rows, leftOut, recovered, surveyed, contended);
        }

        /** The months that could not be listed because of the lake, each with the reason. */
        Map<SourceMonth, String> failedListings() {
            Map<SourceMonth, String> failed = new LinkedHashMap<>(listing.failed());
            failed.keySet().removeIf(month -> leftOut.containsKey(month.source().tenant()));
            return failed;
        }
    }

    /**
     * Polls lake and database. Sources are looked up, the tables read, and the months of the window listed, of which koku may have changed files.
     *
     * @param known the UUIDs of the sources whose published days are known already
     * @param changing months to list in any case
     */
    Look look(Set<String> known, Set<SourceMonth> changing) throws IOException, InterruptedException;

    /** The days of line items that earlier runs found files of some months to have. Files that none of them knew are left out. */
    default Map<LakeFile, SortedSet<Long>> recall(Collection<SourceMonth> months) {
        return Map.of();
    }

    /**
     * Remembers the days of line items that files of a month were found to have, for later runs.
     *
     * @param listed all files of the month
     */
    default void remember(SourceMonth month, Map<LakeFile, SortedSet<Long>> found, Collection<LakeFile> listed) {
        // Only what saves later runs work.
    }

    /** Lists one month again. */
    List<LakeFile> list(SourceMonth month) throws IOException, InterruptedException;

    /** Gives up what is held for the enumerator; another one may use the catalog after that. */
    default void close() {
        // Only what holds something.
    }
}
