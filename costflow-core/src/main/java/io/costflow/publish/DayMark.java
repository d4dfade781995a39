package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;

/**
 * The end of the rows of an output's period: replaces it when all rows have arrived, or says why it is held back.
 *
 * @param period what is published
 * @param revision the revision of what is published: that of the plan, or a newer one when reference data changed since
 * @param content what the rows are, or null when the period is held back
 * @param basis what the rows were computed from
 * @param rebuild compare with the tables even if fingerprint and checksum are those of the published period
 * @param heldBack why the published rows stay, or null
 * @param overlap what was seen and decided about several manifests that delivered the day, in full sentences; null when none overlap
 * @param cluster the id of the cluster that the source is, or null; koku changes rows of a cluster under a lock of that name
 * @param lastGood of a period that is held back: the last good revision, whose rows precede the mark; null when it is not known
 */
public record DayMark(
        OutputPeriod period, long revision, Content content, Basis basis, boolean rebuild, HeldBack heldBack, String overlap, String cluster, LastGood lastGood) {

    /**
     * What the rows are.
     *
     * @param fingerprint identifies files, reference data and versions that they were computed from
     * @param checksum of all rows over all tables, which does not depend on anything but their values
     * @param rows how many rows precede the mark, over all tables; none either when the period was found as it had been published, with that checksum
     */
    public record Content(String fingerprint, String checksum, long rows) {}

    /**
     * What the rows were computed from.
     *
     * @param planRevision the revision of the plan
     * @param files how many files the day had
     * @param rowsRead how many line items they had on this day
     * @param newestFile when the newest of them was modified, in milliseconds since 1970-01-01 UTC; 0 when there is none
     * @param referenceRevision the revision of the reference data
     */
    public record Basis(long planRevision, int files, long rowsRead, long newestFile, long referenceRevision) {

        /** Of reference data whose revision is not known. */
        public Basis(long planRevision, int files, long rowsRead, long newestFile) {
            this(planRevision, files, rowsRead, newestFile, 0);
        }
    }

    /**
     * The last good revision of a period that is held back.
     *
     * @param content what its rows are
     * @param basis what they were computed from
     */
    public record LastGood(Content content, Basis basis) {}

    /** The end of rows. */
    public static DayMark of(OutputPeriod period, long revision, Content content, Basis basis) {
        return new DayMark(period, revision, content, basis, false, null, null, null, null);
    }

    /** A period that is held back. */
    public static DayMark heldBack(OutputPeriod period, long revision, Basis basis, HeldBack why) {
        return new DayMark(period, revision, null, basis, false, why, null, null, null);
    }

    /** This mark, with what is to be said about overlapping manifests. */
    public DayMark with(String sentences) {
        return new DayMark(period, revision, content, basis, rebuild, heldBack, sentences, cluster, lastGood);
    }

    /** This mark, of a period that is compared with the tables in any case if {@code rebuilt}. */
    public DayMark rebuilding(boolean rebuilt) {
        return new DayMark(period, revision, content, basis, rebuilt, heldBack, overlap, cluster, lastGood);
    }

    /** This mark, of a source that is the cluster of this id; null for none. */
    public DayMark ofCluster(String id) {
        return new DayMark(period, revision, content, basis, rebuild, heldBack, overlap, id, lastGood);
    }

    /** This mark, of a period that is held back, with the last good revision; null for none. */
    public DayMark with(LastGood last) {
        return new DayMark(period, revision, content, basis, rebuild, heldBack, overlap, cluster, last);
    }

    /** The number of rows that precede the mark. */
    public long rows() {
        return content != null ? content.rows() : lastGood == null ? 0 : lastGood.content().rows();
    }

    /** Whether the mark stands for the rows that the tables held when the day was planned, instead of rows that precede it. */
    boolean isOfPublishedRows() {
        return content != null && content.rows() == 0 && !content.checksum().equals(RowChecksum.OF_NOTHING);
    }
}
