package io.costflow.reference;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a day is made from, in a few characters: its files, the reference data and the version of the summary. Equal fingerprints mean equal rows. */
public final class DayFingerprint {

    /** Raised when the same files and reference data give other rows than the release before. */
    private static final int SUMMARY_VERSION = 1;

    private static final int BYTES = 16;

    private final MessageDigest digest;

    private DayFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The fingerprint of a cluster's day with the reference data of its tenant. */
    public static String ofCluster(DayPlan plan, ReferenceSnapshot reference) {
        DayFingerprint fingerprint = new DayFingerprint();
        fingerprint.add(SUMMARY_VERSION);
        fingerprint.add(plan.source().clusterId());
        fingerprint.add(plan.source().clusterAlias());
        fingerprint.addFiles(plan);
        fingerprint.add(reference.reportPeriod(plan.day().source(), plan.day().day()).orElse(-1));
        fingerprint.addKeys(reference.enabledOpenShiftKeys());
        fingerprint.add(reference.namespacePatterns().size());
        for (NamespacePattern pattern : reference.namespacePatterns()) {
            fingerprint.add(pattern.pattern());
            fingerprint.add(pattern.categoryId());
        }
        fingerprint.add(reference.nodeRoles().size());
        for (NodeRole role : reference.nodeRoles()) {
            fingerprint.add(role.node());
            fingerprint.add(role.resourceId());
            fingerprint.add(role.role());
        }
        return fingerprint.text();
    }

    /**
     * The fingerprint of a cloud source's day with the reference data of its tenant.
     *
     * @param clusterDays the fingerprints of the days of the plan's clusters, in the plan's order
     */
    public static String ofCloud(DayPlan plan, List<String> clusterDays, ReferenceSnapshot reference) {
        DayFingerprint fingerprint = new DayFingerprint();
        fingerprint.add(SUMMARY_VERSION);
        fingerprint.addFiles(plan);
        fingerprint.addKeys(clusterDays);
        fingerprint.add(plan.clusters().size());
        plan.clusters().forEach(cluster -> {
            fingerprint.add(cluster.uuid());
            fingerprint.add(CostModels.distribution(cluster, reference));
        });
        fingerprint.add(CostModels.markup(plan.source(), reference).stripTrailingZeros().toPlainString());
        fingerprint.add(reference.bill(plan.day().source(), plan.day().day()).orElse(-1));
        fingerprint.addKeys(reference.enabledAwsKeys());
        fingerprint.add(reference.accountAliases().size());
        for (AccountAlias alias : reference.accountAliases()) {
            fingerprint.add(alias.accountId());
            fingerprint.add(alias.id());
        }
        return fingerprint.text();
    }

    private void addFiles(DayPlan plan) {
        add(plan.files().size());
        for (LakeFile file : plan.files()) {
            add(file.type().name());
            add(file.path());
            add(file.size());
            add(file.modified());
        }
    }

    private void addKeys(List<String> keys) {
        add(keys.size());
        keys.forEach(this::add);
    }

    private void add(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** NULL and the empty text are different, and no text runs into the next. */
    private void add(String text) {
        if (text == null) {
            add(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    private String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
