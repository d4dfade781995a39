package io.costflow.provider.openshift;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import io.costflow.settings.SourceSettings;
import java.lang.ref.WeakReference;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a cluster's day takes from the reference data of its tenant. */
final class OpenShiftReference {

    /** A tenant has many days with the same report period, and maybe thousands of nodes to go through. */
    private static final ThreadLocal<Recent> RECENT = ThreadLocal.withInitial(Recent::new);

    private OpenShiftReference() {}

    static String digest(SourceSettings cluster, LocalDate day, ReferenceSnapshot reference) {
        return RECENT.get().digest(reference, reference.reportPeriod(cluster.uuid(), day).orElse(-1));
    }

    /** Adds the patterns of the cost categories to a digest. */
    static void addCostCategories(Digest digest, ReferenceSnapshot reference) {
        digest.add(reference.namespacePatterns().size());
        for (NamespacePattern pattern : reference.namespacePatterns()) {
            digest.add(pattern.pattern());
            digest.add(pattern.categoryId());
        }
    }

    /** Says that the month of a day has no report period, if it has none: koku has not ingested the month, or has removed it. */
    static Optional<HeldBack> missingReportPeriod(SourceDay day, ReferenceSnapshot reference) {
        return reference.reportPeriod(day.source(), day.day()).isPresent()
                ? Optional.empty()
                : Optional.of(HeldBack.because("The source has no report period for the month of the day. Add it to " + day.tenant()
                        + ".reporting_ocpusagereportperiod (provider_id, report_period_start), which koku does when it ingests the month."));
    }

    /** The digests of the snapshot that was asked for last, by report period. Days come sorted by tenant more or less, so one snapshot is enough. */
    private static final class Recent {
        private final Map<Integer, String> digests = new HashMap<>();
        private WeakReference<ReferenceSnapshot> last = new WeakReference<>(null);

        /** @param reference compared by identity: comparing it takes as long as the digest itself */
        String digest(ReferenceSnapshot reference, int period) {
            if (last.get() != reference) {
                last = new WeakReference<>(reference);
                digests.clear();
            }
            return digests.computeIfAbsent(period, absent -> compute(reference, period));
        }

        private static String compute(ReferenceSnapshot reference, int period) {
            Digest digest = new Digest();
            digest.add(period);
            digest.add(reference.enabledKeys(OpenShift.TYPE));
            addCostCategories(digest, reference);
            digest.add(reference.nodeRoles().size());
            for (NodeRole role : reference.nodeRoles()) {
                digest.add(role.node());
                digest.add(role.resourceId());
                digest.add(role.role());
            }
            TagMapping.addTo(digest, reference, OpenShift.TYPE);
            return digest.text();
        }
    }
}
