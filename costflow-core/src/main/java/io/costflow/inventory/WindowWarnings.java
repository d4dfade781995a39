package io.costflow.inventory;

import io.costflow.day.Grain;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.DayRange;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what the user should know about a window: sources without any file, cloud sources that no cluster runs on, published days that have no files now, and
 * outputs that could be published and are not.
 *
 * @param emptySources a sentence for each source without any file
 * @param others full sentences, each about one source or day
 * @param notes full sentences about what is in order
 */
record WindowWarnings(List<String> emptySources, List<String> others, List<String> notes) {

    /** How many sources a sentence names. */
    private static final int NAMED = 3;

    /**
     * Returns what there is to say of a window.
     *
     * @param outputs what is published
     * @param ends whether the run ends, so that days without files are left alone
     */
    static WindowWarnings of(WindowView view, InventoryCatalog.Look look, Inventory inventory, WantedOutputs outputs, boolean ends) {
        Map<SourceSettings, Boolean> sources = new HashMap<>();
        look.listing().files().forEach((month, files) -> {
            SourceSettings source = month.source();
            if (outputs.read(source)) {
                boolean empty = inventory.days(month).isEmpty() && files.stream().noneMatch(file -> EmptySources.isInWindow(source, file, view.window()));
                sources.merge(source, empty, Boolean::logicalAnd);
            }
        });
        List<String> empty = sources.keySet().stream().filter(sources::get).map(source -> EmptySources.sentence(source, view.window())).sorted().toList();
        List<String> warnings = new ArrayList<>();
        view.months().values().stream()
                .sorted(Comparator.comparing(SourceMonth::key))
                .map(inventory::misnamed)
                .filter(files -> !files.isEmpty())
                .forEach(files -> warnings.add(misnamed(files, view.window())));
        unused(look.listing().files().keySet(), outputs).forEach(source -> warnings.add(unused(source, outputs)));
        if (ends) {
            Set<String> names = sources.keySet().stream().map(source -> source.tenant() + "/" + source.uuid()).collect(Collectors.toSet());
            withoutFiles(view, names, inventory)
                    .forEach(day -> warnings.add("The day " + day + " was published before and has no files now. It is left alone."));
        }
        warnings.addAll(look.rows().warnings());
        warnings.addAll(leftOut(look.leftOut()));
        warnings.addAll(look.contended().values());
        List<String> notes = new ArrayList<>(unpublished(sources.keySet(), outputs));
        notes.addAll(notWritten(sources.keySet(), outputs, view.references()));
        return new WindowWarnings(empty, warnings, notes);
    }

    /** Whether this is one of the sentences. */
    boolean has(String sentence) {
        return emptySources.contains(sentence) || others.contains(sentence) || notes.contains(sentence);
    }

    /** A sentence for each output that is published of none or of some only of the sources that are read. */
    private static List<String> unpublished(Set<SourceSettings> sources, WantedOutputs outputs) {
        Map<String, List<String>> bySource = new TreeMap<>();
        for (SourceSettings source : sources) {
            for (Output output : outputs.unpublished(source)) {
                bySource.computeIfAbsent(output.id(), id -> new ArrayList<>()).add(source.tenant() + "/" + source.uuid());
            }
        }
        return bySource.entrySet().stream().map(entry -> unpublished(entry.getKey(), entry.getValue().stream().sorted().toList())).toList();
    }

    /** A sentence for each output and mode of sources that are computed and not written. */
    private static List<String> notWritten(Set<SourceSettings> sources, WantedOutputs outputs, Map<String, ReferenceSnapshot> references) {
        Map<String, List<String>> bySentence = new TreeMap<>();
        for (SourceSettings source : sources) {
            ReferenceSnapshot reference = references.get(source.tenant());
            for (Output output : Providers.of(source).outputs()) {
                if (reference != null && outputs.isPublished(source, output)) {
                    reference.mode(source.uuid(), output.id()).filter(mode -> !mode.isWritten()).ifPresent(mode -> bySentence
                            .computeIfAbsent("The output " + output.id() + " is computed and not written, since " + ReferenceSnapshot.MODES_TABLE + " says '" + mode.text() + "', of ",
                                    sentence -> new ArrayList<>())
                            .add(source.tenant() + "/" + source.uuid()));
                }
            }
        }
        return bySentence.entrySet().stream().map(entry -> entry.getKey() + some(entry.getValue().stream().sorted().toList()) + ".").toList();
    }

    private static String some(List<String> sources) {
        int others = sources.size() - NAMED;
        return String.join(", ", sources.subList(0, Math.min(NAMED, sources.size()))) + (others > 0 ? " and " + others + " more" : "");
    }

    private static String unpublished(String output, List<String> sources) {
        return "The output " + output + " is not published of " + some(sources) + ": outputs does not name it.";
    }

    /** @param files files of one month, with the days that they have */
    private static String misnamed(SortedMap<LakeFile, SortedSet<Long>> files, DayRange window) {
        LakeFile first = files.firstKey();
        String days = files.get(first).stream().map(day -> LocalDate.ofEpochDay(day).toString()).collect(Collectors.joining(", "));
        return "The file " + first.path() + " has line items of " + days + ", which its name does not say"
                + (files.size() == 1 ? "" : "; the same is true of " + (files.size() - 1) + " more of its month") + ". They count on their days in the"
                + " window; files that are named after days outside " + window.from() + " to " + window.to() + " are not opened. Widen the window if more files are"
                + " like this.";
    }

    /** Says that nothing is done for some tenants, in a sentence for each reason. */
    private static List<String> leftOut(Map<String, String> reasons) {
        Map<String, List<String>> tenants = new TreeMap<>();
        reasons.forEach((tenant, reason) -> tenants.computeIfAbsent(reason, first -> new ArrayList<>()).add(tenant));
        return tenants.entrySet().stream().map(entry -> leftOut(entry.getValue().stream().sorted().toList(), entry.getKey())).toList();
    }

    private static String leftOut(List<String> tenants, String reason) {
        return tenants.size() == 1
                ? "The tenant " + tenants.get(0) + " is left out, its published days stay, and it is tried again at each poll. Its tables cannot be used: " + reason
                : "The tenants " + String.join(", ", tenants) + " are left out, their published days stay, and they are tried again at each poll. Their tables cannot be used: "
                        + reason;
    }

    private static String unused(SourceSettings cloud, WantedOutputs outputs) {
        String others = outputs.unpublished(cloud).stream().map(Output::id).collect(Collectors.joining(", "));
        return "No cluster runs on the source " + cloud.tenant() + "/" + cloud.uuid() + ". Its files are not read. Name it as the infrastructure of a cluster, "
                + (others.isEmpty() ? "" : "publish another output of it (" + others + "), ") + "or remove it.";
    }

    private static Stream<String> withoutFiles(WindowView view, Set<String> sources, Inventory inventory) {
        Set<SourceDay> withFiles = new HashSet<>();
        view.months().values().forEach(month -> inventory.days(month).keySet().forEach(day -> withFiles.add(month.day(day))));
        return view.published().keySet().stream()
                .filter(period -> period.grain() == Grain.DAY)
                .map(OutputPeriod::day)
                .filter(day -> sources.contains(day.tenant() + "/" + day.source()) && !withFiles.contains(day))
                .map(SourceDay::toString)
                .distinct()
                .sorted();
    }

    /** Cloud sources that are attributed to clusters, and only that, although none runs on them. */
    private static Set<SourceSettings> unused(Set<SourceMonth> months, WantedOutputs outputs) {
        Set<String> used = new HashSet<>();
        Set<SourceSettings> clouds = new LinkedHashSet<>();
        for (SourceMonth month : months) {
            SourceSettings source = month.source();
            if (!Providers.of(source).isCloud()) {
                used.add(source.tenant() + "/" + source.infrastructure());
            } else if (outputs.ofOwnDays(source).isEmpty() && outputs.ofMonths(source).isEmpty() && outputs.correlated(source).isPresent()) {
                clouds.add(source);
            }
        }
        clouds.removeIf(cloud -> used.contains(cloud.tenant() + "/" + cloud.uuid()));
        return clouds;
    }
}
