package io.costflow.inventory;

import io.costflow.day.PlannedNode;
import io.costflow.day.SourceDay;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one poll of a lake and a database has found, and written, of what there is.
 *
 * @param sources the sources with the clouds that clusters were found to run on
 * @param rows how many rows were written
 */
public record SurveyRun(List<SourceSettings> sources, int rows, InventoryCatalog.Look look) {

    /** Polls as a run does that begins. */
    public static SurveyRun of(Settings settings) throws Exception {
        return of(settings, new LiveCatalog(settings));
    }

    static SurveyRun of(Settings settings, LiveCatalog catalog) throws Exception {
        InventoryCatalog.Look look = catalog.look(Set.of(), Set.of());
        List<SourceSettings> sources = look.listing().months().stream().map(SourceMonth::source).distinct().sorted(Comparator.comparing(SourceSettings::uuid)).toList();
        return new SurveyRun(sources, look.surveyed().rows(), look);
    }

    /** The stored roles of all days' nodes. */
    public Map<SourceDay, List<PlannedNode>> nodes() {
        return look.surveyed().nodes().days();
    }

    /** The stored roles of a day's nodes. */
    public List<PlannedNode> nodes(SourceDay day) {
        return look.surveyed().nodes().of(day);
    }
}
