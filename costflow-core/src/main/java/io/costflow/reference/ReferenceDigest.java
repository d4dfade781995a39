package io.costflow.reference;

import io.costflow.day.DayPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;

/**
 * What a day takes from the reference data of its tenant, in a few characters: while it is the same, a change of the reference data does not concern the day.
 */
public final class ReferenceDigest {

    /** A tenant has many days with the same report period, and maybe thousands of nodes to go through. */
    private static final ThreadLocal<RecentDigests> RECENT = ThreadLocal.withInitial(RecentDigests::new);

    private ReferenceDigest() {}

    /** What the day of a plan takes. */
    public static String of(DayPlan plan, ReferenceSnapshot reference) {
        return switch (plan.source().type()) {
            case OCP -> ofCluster(plan.source(), plan.day().day(), reference);
            case AWS -> ofCloud(plan, reference);
        };
    }

    /** What a cluster's day takes. */
    public static String ofCluster(SourceSettings cluster, LocalDate day, ReferenceSnapshot reference) {
        int period = reference.reportPeriod(cluster.uuid(), day).orElse(-1);
        return RECENT.get().of(reference, period, () -> ofReportPeriod(period, reference));
    }

    private static String ofReportPeriod(int period, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        digest.add(period);
        digest.add(reference.enabledOpenShiftKeys());
        digest.add(reference.namespacePatterns().size());
        for (NamespacePattern pattern : reference.namespacePatterns()) {
            digest.add(pattern.pattern());
            digest.add(pattern.categoryId());
        }
        digest.add(reference.nodeRoles().size());
        for (NodeRole role : reference.nodeRoles()) {
            digest.add(role.node());
            digest.add(role.resourceId());
            digest.add(role.role());
        }
        return digest.text();
    }

    /** What a cloud source's day takes: what the days of its clusters take too, since they are attributed what belongs to it. */
    private static String ofCloud(DayPlan plan, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        digest.add(ofCloudAlone(plan, reference));
        digest.add(plan.clusters().size());
        for (PlannedCluster cluster : plan.clusters()) {
            digest.add(ofCluster(cluster.source(), plan.day().day(), reference));
        }
        return digest.text();
    }

    /** What a cloud source's day takes besides what the days of its clusters take. */
    static String ofCloudAlone(DayPlan plan, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        digest.add(plan.clusters().size());
        for (PlannedCluster cluster : plan.clusters()) {
            digest.add(CostModels.distribution(cluster.source(), reference));
        }
        digest.add(CostModels.markup(plan.source(), reference).stripTrailingZeros().toPlainString());
        digest.add(reference.bill(plan.day().source(), plan.day().day()).orElse(-1));
        digest.add(reference.enabledAwsKeys());
        digest.add(reference.accountAliases().size());
        for (AccountAlias alias : reference.accountAliases()) {
            digest.add(alias.accountId());
            digest.add(alias.id());
        }
        return digest.text();
    }
}
