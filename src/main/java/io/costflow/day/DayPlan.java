package io.costflow.day;

import io.costflow.settings.SourceSettings;
import java.util.List;

/**
 * The exact set of files that make up a day at a revision. A day is computed when every file of its newest plan has contributed.
 *
 * @param day what is planned
 * @param revision the instant of the listing that the plan rests on, in microseconds since 1970-01-01 UTC
 * @param source the source, as it was configured or discovered
 * @param clusters of a cloud source's day that is to be computed: the OpenShift sources that run on it and have files on that day, in the order of their
 *     UUIDs; else empty
 * @param files the files, in path order
 * @param blocked why the files cannot make up a day yet (see Readiness), or null when the day is ready
 * @param published the fingerprint of the published day, or null when it was never published
 * @param publishedChecksum the checksum of the published rows, or null when it was never published
 * @param unchanged whether the published day was made from just this, so that no file needs to be read
 * @param rebuild compare with the table even if the fingerprint did not change
 * @param alone whether no cloud day waits for this day, though its cluster may run on a cloud source
 */
public record DayPlan(
        SourceDay day,
        long revision,
        SourceSettings source,
        List<SourceSettings> clusters,
        List<LakeFile> files,
        HeldBack blocked,
        String published,
        String publishedChecksum,
        boolean unchanged,
        boolean rebuild,
        boolean alone) {

    /** A day that a cloud day waits for when its cluster runs on a cloud source. */
    public DayPlan(
            SourceDay day,
            long revision,
            SourceSettings source,
            List<SourceSettings> clusters,
            List<LakeFile> files,
            HeldBack blocked,
            String published,
            String publishedChecksum,
            boolean unchanged,
            boolean rebuild) {
        this(day, revision, source, clusters, files, blocked, published, publishedChecksum, unchanged, rebuild, false);
    }

    /** This plan, for a day that cannot be made up now. */
    public DayPlan asBlocked(HeldBack reason) {
        return new DayPlan(day, revision, source, clusters, files, reason, published, publishedChecksum, false, rebuild, alone);
    }

    /** This plan, for a day whose published rows were made from just this. */
    public DayPlan asUnchanged() {
        return new DayPlan(day, revision, source, clusters, files, blocked, published, publishedChecksum, true, rebuild, alone);
    }

    /** This plan, for a day that is not computed together with others: of a cluster that no cloud day waits for, or of a cloud that needs no cluster. */
    public DayPlan asAlone() {
        return new DayPlan(day, revision, source, List.of(), files, blocked, published, publishedChecksum, unchanged, rebuild, true);
    }
}
