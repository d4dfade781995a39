package io.costflow.assembly;

import io.costflow.assembly.OverlappingReport.Winner;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files that a day is computed from, where files of several manifests of one report may lie side by side for a while (storage layout, A.5).
 *
 * @param contributions the ones that count, in the order in which they were given
 * @param overlap what was seen and decided, in full sentences; null when no manifests overlap
 */
public record CountedFiles(List<Contribution> contributions, String overlap) {

    /**
     * Decides report by report: hourly and daily files of a manifest go together. Only files named after the day compete for it: others, and files whose names
     * carry no manifest, always count.
     *
     * @param all what all files of the day contribute; each could be read
     */
    static CountedFiles of(List<Contribution> all, DayPlan plan) {
        Provider provider = Providers.of(plan.source());
        List<OverlappingReport> reports = all.stream()
                .collect(Collectors.groupingBy(CountedFiles::report, TreeMap::new, Collectors.toList()))
                .values().stream()
                .flatMap(files -> OverlappingReport.of(provider, files).stream())
                .toList();
        if (reports.isEmpty()) {
            return new CountedFiles(all, null);
        }
        return switch (plan.overlap()) {
            case WINNER -> ofWinners(provider, all, reports);
            case ALL -> new CountedFiles(all, reports.stream().map(OverlappingReport::addedUp).collect(Collectors.joining(" ")));
        };
    }

    private static CountedFiles ofWinners(Provider provider, List<Contribution> all, List<OverlappingReport> reports) {
        SortedMap<String, Winner> winners = new TreeMap<>();
        reports.forEach(report -> winners.put(report.name(), report.winner()));
        return new CountedFiles(
                all.stream().filter(contribution -> counts(provider, contribution, winners.get(report(contribution)))).toList(),
                winners.values().stream().map(Winner::sentence).collect(Collectors.joining(" ")));
    }

    private static boolean counts(Provider provider, Contribution contribution, Winner winner) {
        return winner == null || OverlappingReport.competingManifest(provider, contribution).map(winner.manifest()::equals).orElse(true);
    }

    private static String report(Contribution contribution) {
        return Providers.report(contribution.file().report()).name();
    }
}
