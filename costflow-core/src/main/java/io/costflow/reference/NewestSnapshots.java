package io.costflow.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The newest snapshot of every tenant. A snapshot counts as new only when its data differs, and its revision is above that of all before it. */
final class NewestSnapshots {

    private final Map<String, ReferenceSnapshot> byTenant = new TreeMap<>();
    private long lastRevision;

    /** @param lastRevision the largest revision that was given before */
    NewestSnapshots(long lastRevision) {
        this.lastRevision = lastRevision;
    }

    /**
     * Takes in the snapshots of all tenants, and forgets tenants that are not among them.
     *
     * @param unreadable tenants whose data could not be read now: what is known of them stays
     * @return the snapshots that differ from the one before, at a revision that has risen, whatever the clock that they were read by does
     */
    List<ReferenceSnapshot> changes(Collection<ReferenceSnapshot> read, Set<String> unreadable) {
        Set<String> tenants = new HashSet<>(unreadable);
        read.forEach(snapshot -> tenants.add(snapshot.tenant()));
        List<ReferenceSnapshot> changed = changes(read);
        byTenant.keySet().retainAll(tenants);
        return changed;
    }

    /** Takes in the snapshots of some tenants, and returns those that differ from the one before, as {@link #changes(Collection, Set)} does. */
    List<ReferenceSnapshot> changes(Collection<ReferenceSnapshot> read) {
        List<ReferenceSnapshot> changed = new ArrayList<>();
        for (ReferenceSnapshot snapshot : read) {
            ReferenceSnapshot before = byTenant.get(snapshot.tenant());
            if (!snapshot.hasDataOf(before)) {
                lastRevision = Math.max(snapshot.revision(), lastRevision + 1);
                ReferenceSnapshot newer = snapshot.at(lastRevision);
                byTenant.put(newer.tenant(), newer);
                changed.add(newer);
            }
        }
        return changed;
    }

    /** The revision of the newest snapshot of a tenant; 0 if there is none. */
    long revision(String tenant) {
        return byTenant.containsKey(tenant) ? byTenant.get(tenant).revision() : 0;
    }

    /** The newest snapshot of each tenant. */
    Collection<ReferenceSnapshot> all() {
        return Collections.unmodifiableCollection(byTenant.values());
    }

    /** The largest revision that was given. */
    long lastRevision() {
        return lastRevision;
    }
}
