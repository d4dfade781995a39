package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.SourceDay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The newest plan of each day, and which of these plans the days of clouds can be based on. */
final class PlannedDays {

    private final Map<SourceDay, DayPlan> plans = new HashMap<>();

    /** The newest plan of a day. */
    Optional<DayPlan> last(SourceDay day) {
        return Optional.ofNullable(plans.get(day));
    }

    /** Whether the newest plan of the day asks for the same at another revision. */
    boolean asksTheSame(DayPlan plan) {
        DayPlan last = plans.get(plan.day());
        return last == null ? plan.isToForget() : last.asksTheSame(plan);
    }

    void add(DayPlan plan) {
        if (plan.isToForget()) {
            plans.remove(plan.day());
        } else {
            plans.put(plan.day(), plan);
        }
    }

    /** The revision of an output that a cloud's day can be based on, if the operators hold the day or are about to. */
    Optional<Long> computedRevision(SourceDay day, String output) {
        return last(day).filter(plan -> computes(plan, output)).map(DayPlan::revision);
    }

    /** Whether a plan has an output computed, now or as soon as it can be. */
    static boolean computes(DayPlan plan, String output) {
        return plan.output(output).filter(wanted -> wanted.purpose() == Purpose.COMPUTE || wanted.purpose() == Purpose.SUPPLY).isPresent();
    }

    /** The days that are planned. */
    Set<SourceDay> days() {
        return Set.copyOf(plans.keySet());
    }

    int size() {
        return plans.size();
    }
}
