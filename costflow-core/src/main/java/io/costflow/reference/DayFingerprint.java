package io.costflow.reference;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import java.util.List;

/**
 * What a day is made from, in a few characters: its files and what counts of them, the reference data and the version of the summary. Equal fingerprints mean
 * equal rows.
 */
public final class DayFingerprint {

    /** Raised when the same files and reference data give other rows than the release before. */
    private static final int SUMMARY_VERSION = 1;

    private DayFingerprint() {}

    /** The fingerprint of a cluster's day with the reference data of its tenant. */
    public static String ofCluster(DayPlan plan, ReferenceSnapshot reference) {
        Digest digest = ofFiles(plan);
        digest.add(plan.source().clusterId());
        digest.add(plan.source().clusterAlias());
        digest.add(ReferenceDigest.ofCluster(plan.source(), plan.day().day(), reference));
        return digest.text();
    }

    /**
     * The fingerprint of a cloud source's day with the reference data of its tenant.
     *
     * @param clusterDays the fingerprints of the days of the plan's clusters, in the plan's order
     */
    public static String ofCloud(DayPlan plan, List<String> clusterDays, ReferenceSnapshot reference) {
        Digest digest = ofFiles(plan);
        digest.add(clusterDays);
        plan.clusters().forEach(cluster -> digest.add(cluster.source().uuid()));
        digest.add(ReferenceDigest.ofCloudAlone(plan, reference));
        return digest.text();
    }

    private static Digest ofFiles(DayPlan plan) {
        Digest digest = new Digest();
        digest.add(SUMMARY_VERSION);
        digest.add(plan.files().size());
        for (LakeFile file : plan.files()) {
            digest.add(file.type().name());
            digest.add(file.path());
            digest.add(file.size());
            digest.add(file.modified());
        }
        if (plan.hasSeveralManifests()) {
            digest.add(plan.overlap().name());
        }
        return digest;
    }
}
