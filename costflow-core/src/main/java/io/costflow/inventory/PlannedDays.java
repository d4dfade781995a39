package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.DayPlan.Purpose;
import io.costflow.day.SourceDay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was planned of each day last, and on which of those plans other days can rest. */
final class PlannedDays {

    private final Map<SourceDay, DayPlan> plans = new HashMap<>();

    /** The newest plan of a day. */
    Optional<DayPlan> last(SourceDay day) {
        return Optional.ofNullable(plans.get(day));
    }

    /** Whether the newest plan of the day says just this, but for its revision. */
    boolean saysTheSame(DayPlan plan) {
        DayPlan last = plans.get(plan.day());
        return last != null && last.source().equals(plan.source()) && last.purpose() == plan.purpose()
                && last.alone() == plan.alone() && last.files().equals(plan.files()) && last.clusters().equals(plan.clusters())
                && (last.blocked() == null ? plan.blocked() == null : last.blocked().equals(plan.blocked()));
    }

    void add(DayPlan plan) {
        if (plan.purpose() == Purpose.FORGET) {
            plans.remove(plan.day());
        } else {
            plans.put(plan.day(), plan);
        }
    }

    /** The revision that a cloud's day can rest on, if the operators hold the day or are about to. */
    Optional<Long> computedRevision(SourceDay day) {
        return last(day).filter(plan -> plan.purpose() == Purpose.COMPUTE).map(DayPlan::revision);
    }

    /** The days that are planned. */
    Set<SourceDay> days() {
        return Set.copyOf(plans.keySet());
    }

    int size() {
        return plans.size();
    }
}
