package io.costflow.publish;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;

/**
 * The end of a day's rows: replaces the day when all of them have arrived, or says why it is held back.
 *
 * @param day the day
 * @param revision the revision of what is published: that of the plan, or a newer one when reference data changed since
 * @param fingerprint what the day was made from: files, reference data and versions; null when held back
 * @param checksum a checksum of all rows of the day over all tables, which does not depend on anything but their values; null when held back
 * @param rows how many rows precede this mark, over all tables; none either when the day was found as it had been published, with that checksum
 * @param files how many files made up the day
 * @param rowsRead how many line items they had on this day
 * @param rebuild compare with the tables even if fingerprint and checksum are those of the published day
 * @param heldBack why the published day stays, or null
 * @param overlap what was seen and decided of several manifests that delivered the day, in full sentences; null when none overlap
 * @param planRevision the revision of the plan that the day rests on
 * @param newestFile when the newest file that the day was made from was modified, in milliseconds since 1970-01-01 UTC; 0 when there is none
 */
public record DayMark(
        SourceDay day, long revision, String fingerprint, String checksum, long rows, int files, long rowsRead, boolean rebuild, HeldBack heldBack,
        String overlap, long planRevision, long newestFile) {

    /** A day without overlapping manifests, or of which it is not known now. */
    public static DayMark of(DayPlan plan, long revision, long rowsRead, String fingerprint, String checksum, long rows) {
        return new DayMark(
                plan.day(), revision, fingerprint, checksum, rows, plan.files().size(), rowsRead, plan.rebuild(), null, null, plan.revision(),
                plan.newestFile());
    }

    /** A day that is held back. */
    public static DayMark ofHeldBack(DayPlan plan, long revision, long rowsRead, HeldBack why) {
        return new DayMark(plan.day(), revision, null, null, 0, plan.files().size(), rowsRead, plan.rebuild(), why, null, plan.revision(), plan.newestFile());
    }

    /** This mark, with what is to be said of overlapping manifests. */
    public DayMark with(String sentences) {
        return new DayMark(day, revision, fingerprint, checksum, rows, files, rowsRead, rebuild, heldBack, sentences, planRevision, newestFile);
    }

    /** This mark, of a day that was made from files of other sources as well, the newest of which was modified then. */
    public DayMark withFilesUpTo(long modified) {
        return new DayMark(
                day, revision, fingerprint, checksum, rows, files, rowsRead, rebuild, heldBack, overlap, planRevision, Math.max(newestFile, modified));
    }

    /** Whether the mark stands for the rows that the tables held when the day was looked at, instead of rows that precede it. */
    boolean isOfPublishedRows() {
        return heldBack == null && rows == 0 && !checksum.equals(RowChecksum.OF_NOTHING);
    }
}
