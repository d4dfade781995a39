package io.costflow.day;

import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The exact set of files that make up a day at a revision. A day is computed when every file of its newest plan has contributed.
 *
 * @param day what is planned
 * @param revision the instant of the listing that the plan rests on, in microseconds since 1970-01-01 UTC
 * @param source the source, as it was configured or discovered
 * @param clusters of a cloud source's day that is to be computed: the OpenShift sources that run on it and have files on that day, in the order of their UUIDs;
 *     else empty
 * @param files the files, in path order
 * @param purpose what is to become of the day
 * @param blocked why the files cannot make up a day yet (see Readiness), or null when the day is ready
 * @param published the fingerprint of the published day, or null when it was never published
 * @param publishedChecksum the checksum of the published rows, or null when it was never published
 * @param rebuild compare with the table even if the fingerprint did not change
 * @param alone whether no cloud day waits for this day, though its cluster may run on a cloud source
 * @param overlap what counts of the files of several manifests of one report
 */
public record DayPlan(
        SourceDay day,
        long revision,
        SourceSettings source,
        List<PlannedCluster> clusters,
        List<LakeFile> files,
        Purpose purpose,
        HeldBack blocked,
        String published,
        String publishedChecksum,
        boolean rebuild,
        boolean alone,
        Overlap overlap) {

    /** What is to become of a day. New ones go to the end: state holds their numbers. */
    public enum Purpose {
        /** It is computed from its files. */
        COMPUTE,
        /** The published day was made from just this, so that no file needs to be read. */
        KEEP,
        /** Its files are gone for good: it is published without rows. */
        EMPTY,
        /** It has left the window: what is known of it is dropped, its rows stay. */
        FORGET
    }

    /** A day that is computed from its files, that was never published, and that a cloud day waits for when its cluster runs on a cloud source. */
    public static DayPlan of(SourceDay day, long revision, SourceSettings source, List<LakeFile> files) {
        return new DayPlan(day, revision, source, List.of(), files, Purpose.COMPUTE, null, null, null, false, false, Overlap.WINNER);
    }

    /** This plan, of a cloud source's day that is computed with these clusters. */
    public DayPlan with(List<PlannedCluster> those) {
        return new DayPlan(day, revision, source, those, files, purpose, blocked, published, publishedChecksum, rebuild, alone, overlap);
    }

    /** This plan, of a day that was published before. */
    public DayPlan afterPublication(String fingerprint, String checksum) {
        return new DayPlan(day, revision, source, clusters, files, purpose, blocked, fingerprint, checksum, rebuild, alone, overlap);
    }

    /** This plan, for a day that cannot be made up now. */
    public DayPlan asBlocked(HeldBack reason) {
        return new DayPlan(day, revision, source, clusters, files, Purpose.COMPUTE, reason, published, publishedChecksum, rebuild, alone, overlap);
    }

    /** This plan, for another purpose. */
    public DayPlan to(Purpose other) {
        return new DayPlan(day, revision, source, clusters, files, other, blocked, published, publishedChecksum, rebuild, alone, overlap);
    }

    /** This plan, for a day that is compared with the table in any case. */
    public DayPlan asRebuild() {
        return new DayPlan(day, revision, source, clusters, files, purpose, blocked, published, publishedChecksum, true, alone, overlap);
    }

    /** This plan, for a day that is not computed together with others: of a cluster that no cloud day waits for, or of a cloud that needs no cluster. */
    public DayPlan asAlone() {
        return new DayPlan(day, revision, source, List.of(), files, purpose, blocked, published, publishedChecksum, rebuild, true, overlap);
    }

    /** This plan, with what counts of the files of several manifests of one report. */
    public DayPlan resolving(Overlap how) {
        return new DayPlan(day, revision, source, clusters, files, purpose, blocked, published, publishedChecksum, rebuild, alone, how);
    }

    /** Whether, by their names, several manifests delivered files of one report, so that it matters what counts of them. */
    public boolean hasSeveralManifests() {
        return files.stream().collect(Collectors.groupingBy(file -> file.type().report())).values().stream().anyMatch(Manifest::areSeveral);
    }

    /** When the newest file was modified, in milliseconds since 1970-01-01 UTC; 0 when there is none. */
    public long newestFile() {
        return files.stream().mapToLong(LakeFile::modified).max().orElse(0);
    }

    /** Whether the files of the day are needed. */
    public boolean isOfFiles() {
        return purpose == Purpose.COMPUTE && blocked == null;
    }
}
