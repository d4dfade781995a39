package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** The work that plans make. */
final class DayWork {

    private static final Comparator<DayPlan> DAY_BY_DAY = Comparator.<DayPlan>comparingLong(plan -> plan.day().epochDay())
            .thenComparing(plan -> plan.day().tenant())
            .thenComparing(plan -> plan.day().source());

    private DayWork() {}

    /**
     * The work, day by day. Each plan comes before the files that it needs, and a file that several days need is read once, for all of them.
     *
     * @param needed whether a file must be read for a day
     */
    static List<InventorySplit> of(List<DayPlan> plans, BiPredicate<SourceDay, LakeFile> needed) {
        List<DayPlan> ordered = plans.stream().sorted(DAY_BY_DAY).toList();
        Map<LakeFile, FileReading> readings = new LinkedHashMap<>();
        for (DayPlan plan : ordered) {
            if (plan.isOfFiles()) {
                plan.files().stream().filter(file -> needed.test(plan.day(), file)).forEach(file -> add(plan, file, readings));
            }
        }
        List<InventorySplit> work = new ArrayList<>();
        for (DayPlan plan : ordered) {
            work.add(InventorySplit.of(plan));
            for (LakeFile file : plan.files()) {
                FileReading reading = readings.remove(file);
                if (reading != null) {
                    work.add(InventorySplit.of(reading));
                }
            }
        }
        return work;
    }

    private static void add(DayPlan plan, LakeFile file, Map<LakeFile, FileReading> readings) {
        SourceDay day = plan.day();
        readings.computeIfAbsent(
                        file, f -> new FileReading(f, day.tenant(), day.source(), YearMonth.from(day.day()).toString(), new ArrayList<>(), plan.revision()))
                .days()
                .add(day.epochDay());
    }
}
