package io.costflow.reference;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

    /** The fingerprint of a planned day with the reference data of its tenant. */
    public static String of(DayPlan plan, ReferenceSnapshot reference) {
        DayFingerprint fingerprint = new DayFingerprint();
        fingerprint.add(SUMMARY_VERSION);
        fingerprint.add(plan.clusterId());
        fingerprint.add(plan.clusterAlias());
        fingerprint.add(plan.files().size());
        for (LakeFile file : plan.files()) {
            fingerprint.add(file.type().name());
            fingerprint.add(file.path());
            fingerprint.add(file.size());
            fingerprint.add(file.modified());
        }
        fingerprint.add(reference.reportPeriod(plan.day().source(), plan.day().day()).orElse(-1));
        fingerprint.add(reference.enabledOpenShiftKeys().size());
        reference.enabledOpenShiftKeys().forEach(fingerprint::add);
        fingerprint.add(reference.namespacePatterns().size());
        for (NamespacePattern pattern : reference.namespacePatterns()) {
            fingerprint.add(pattern.pattern());
            fingerprint.add(pattern.categoryId());
        }
        for (NodeRole role : reference.nodeRoles()) {
            fingerprint.add(role.node());
            fingerprint.add(role.resourceId());
            fingerprint.add(role.role());
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest(), 0, BYTES);
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
}
