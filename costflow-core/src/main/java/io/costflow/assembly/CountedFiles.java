package io.costflow.assembly;

import io.costflow.assembly.OverlappingReport.Winner;
import io.costflow.day.Contribution;
import io.costflow.day.Manifest;
import io.costflow.settings.Overlap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a day is computed from, where files of several manifests of one report may lie side by side for a while (storage layout, A.5).
 *
 * @param contributions those that count, in the order in which they were given
 * @param overlap what was seen and decided, in full sentences; null when no manifests overlap
 */
public record CountedFiles(List<Contribution> contributions, String overlap) {

    /**
     * Decides report by report: hourly and daily files of a manifest go together, and files whose names carry no manifest always count.
     *
     * @param all what all files of the day contribute; each could be read
     */
    static CountedFiles of(List<Contribution> all, Overlap setting) {
        List<OverlappingReport> reports = all.stream()
                .collect(Collectors.groupingBy(CountedFiles::report, TreeMap::new, Collectors.toList()))
                .values().stream()
                .flatMap(files -> OverlappingReport.of(files).stream())
                .toList();
        if (reports.isEmpty()) {
            return new CountedFiles(all, null);
        }
        return switch (setting) {
            case WINNER -> ofWinners(all, reports);
            case ALL -> new CountedFiles(all, reports.stream().map(OverlappingReport::addedUp).collect(Collectors.joining(" ")));
        };
    }

    private static CountedFiles ofWinners(List<Contribution> all, List<OverlappingReport> reports) {
        SortedMap<String, Winner> winners = new TreeMap<>();
        reports.forEach(report -> winners.put(report.name(), report.winner()));
        return new CountedFiles(
                all.stream().filter(contribution -> counts(contribution, winners.get(report(contribution)))).toList(),
                winners.values().stream().map(Winner::sentence).collect(Collectors.joining(" ")));
    }

    private static boolean counts(Contribution contribution, Winner winner) {
        return winner == null || Manifest.of(contribution.file().name()).map(winner.manifest()::equals).orElse(true);
    }

    private static String report(Contribution contribution) {
        return contribution.file().type().report();
    }
}
