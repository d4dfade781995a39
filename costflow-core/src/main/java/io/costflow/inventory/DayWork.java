package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.provider.Providers;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
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
     * @param folder the month of the folder that a plan's file lies in
     */
    static List<InventorySplit> of(List<DayPlan> plans, BiPredicate<SourceDay, LakeFile> needed, BiFunction<DayPlan, LakeFile, YearMonth> folder) {
        List<DayPlan> ordered = plans.stream().sorted(DAY_BY_DAY).toList();
        Map<LakeFile, FileReading> readings = new LinkedHashMap<>();
        for (DayPlan plan : ordered) {
            plan.files().stream()
                    .filter(file -> isWanted(plan, file) && needed.test(plan.day(), file))
                    .forEach(file -> readings.computeIfAbsent(file, f -> reading(plan, f, folder.apply(plan, f))).days().add(plan.day().epochDay()));
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

    /** Whether an output that is to be computed needs a file. */
    private static boolean isWanted(DayPlan plan, LakeFile file) {
        return plan.outputs().stream().anyMatch(output -> output.isOfFiles() && Providers.output(output.output()).concerns(file));
    }

    private static FileReading reading(DayPlan plan, LakeFile file, YearMonth folder) {
        return new FileReading(file, plan.day().tenant(), plan.day().source(), folder.toString(), new ArrayList<>(), plan.revision());
    }
}
