package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.Grain;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.SourceDay;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The newest plan of each day, and which of these plans the days of clouds can be based on. */
final class PlannedDays {

    private final Map<SourceDay, DayPlan> plans = new HashMap<>();
    /** The outputs that were planned to be computed or emptied, by day. */
    private final Map<SourceDay, Set<String>> changed = new HashMap<>();
    /** The days that are planned again although nothing about them has changed. */
    private final Set<SourceDay> again = new HashSet<>();

    /** The newest plan of a day. */
    Optional<DayPlan> last(SourceDay day) {
        return Optional.ofNullable(plans.get(day));
    }

    /** The newest plan of all days of a period. */
    Optional<DayPlan> newest(OutputPeriod period) {
        return period.grain() == Grain.DAY
                ? last(period.day())
                : plans.values().stream()
                        .filter(plan -> period.covers(plan.day()) && plan.output(period.output()).isPresent())
                        .max(Comparator.comparingLong(DayPlan::revision));
    }

    /** Whether the newest plan of the day asks for the same at another revision. */
    boolean asksTheSame(DayPlan plan) {
        DayPlan last = plans.get(plan.day());
        if (again.contains(plan.day())) {
            return false;
        }
        return last == null ? plan.isToForget() : last.asksTheSame(plan);
    }

    /** Whether other rows of an output may have been published since its source was seen first, even if the output was dropped meanwhile. */
    boolean mayBePublishedSince(SourceDay day, String output) {
        return changed.getOrDefault(day, Set.of()).contains(output);
    }

    /** Forgets what may have been published of days, once they have left the window. */
    void forgetPublished(Predicate<SourceDay> left) {
        changed.keySet().removeIf(left);
    }

    /** The day is planned again the next time that its month is, whatever the plan asks for. */
    void planAgain(SourceDay day) {
        again.add(day);
    }

    /** Forgets what was planned of days, and what may have been published of them: the status table is read again. */
    void forget(Predicate<SourceDay> days) {
        plans.keySet().removeIf(days);
        changed.keySet().removeIf(days);
        again.removeIf(days);
    }

    void add(DayPlan plan) {
        again.remove(plan.day());
        plan.outputs().stream()
                .filter(output -> output.purpose() == Purpose.COMPUTE || output.purpose() == Purpose.EMPTY)
                .forEach(output -> changed.computeIfAbsent(plan.day(), day -> new HashSet<>()).add(output.output()));
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
