package io.costflow.inventory;

import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the user should know about a window although nothing is wrong with it: sources without any file, cloud sources that no cluster runs on, and published
 * days that have no files now.
 */
final class WindowWarnings {

    private WindowWarnings() {}

    /**
     * Full sentences, each about one source.
     *
     * @param ends whether the run ends, so that days without files are left alone
     */
    static List<String> of(WindowView view, InventoryCatalog.Look look, Inventory inventory, boolean ends) {
        TreeMap<String, Boolean> sources = new TreeMap<>();
        look.listing().files().forEach((month, files) -> {
            SourceSettings source = month.source();
            sources.merge(source.tenant() + "/" + source.uuid(), files.isEmpty(), Boolean::logicalAnd);
        });
        List<String> warnings = new ArrayList<>();
        sources.forEach((source, empty) -> {
            if (empty) {
                warnings.add("The source " + source + " has no file at all from " + view.window().from() + " to " + view.window().to()
                        + ". Check its uuid and lake.root.");
            }
        });
        unused(look.listing().files().keySet()).forEach(source -> warnings.add("No cluster runs on the source " + source.tenant() + "/" + source.uuid()
                + ". Its files are not read. Name it as the infrastructure of a cluster, or remove it."));
        if (ends) {
            withoutFiles(view, sources.keySet(), inventory)
                    .forEach(day -> warnings.add("The day " + day + " was published before and has no files now. It is left alone."));
        }
        return warnings;
    }

    private static Stream<String> withoutFiles(WindowView view, Set<String> sources, Inventory inventory) {
        Set<SourceDay> withFiles = new HashSet<>();
        view.months().values().forEach(month -> inventory.days(month).keySet().forEach(day -> withFiles.add(month.day(day))));
        return view.published().keySet().stream()
                .filter(day -> sources.contains(day.tenant() + "/" + day.source()) && !withFiles.contains(day))
                .map(SourceDay::toString)
                .sorted();
    }

    private static Set<SourceSettings> unused(Set<SourceMonth> months) {
        Set<String> used = new HashSet<>();
        Set<SourceSettings> clouds = new LinkedHashSet<>();
        for (SourceMonth month : months) {
            SourceSettings source = month.source();
            if (source.type() == SourceSettings.Type.OCP) {
                used.add(source.tenant() + "/" + source.infrastructure());
            } else {
                clouds.add(source);
            }
        }
        clouds.removeIf(cloud -> used.contains(cloud.tenant() + "/" + cloud.uuid()));
        return clouds;
    }
}
