package io.costflow.inventory;

import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.WindowSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What the user should know about a window although nothing is wrong with it: sources without any file, and published days that have no files now. */
final class WindowWarnings {

    private WindowWarnings() {}

    /** Full sentences, each about one source. */
    static List<String> of(WindowSettings window, InventoryCatalog.Look look, Inventory inventory) {
        Set<SourceDay> withFiles = new HashSet<>();
        TreeMap<String, Boolean> sources = new TreeMap<>();
        look.listing().files().forEach((month, files) -> {
            SourceSettings source = month.source();
            sources.merge(source.tenant() + "/" + source.uuid(), files.isEmpty(), Boolean::logicalAnd);
            inventory.days(month).keySet().forEach(day -> withFiles.add(new SourceDay(source.tenant(), source.uuid(), day)));
        });
        List<String> warnings = new ArrayList<>();
        sources.forEach((source, empty) -> {
            if (empty) {
                warnings.add("The source " + source + " has no file at all from " + window.from() + " to " + window.to() + ". Check its uuid and lake.root.");
            }
        });
        look.published().days().keySet().stream()
                .filter(day -> sources.containsKey(day.tenant() + "/" + day.source()) && !withFiles.contains(day))
                .map(day -> "The day " + day + " was published before and has no files now. It is left alone.")
                .sorted()
                .forEach(warnings::add);
        return warnings;
    }
}
