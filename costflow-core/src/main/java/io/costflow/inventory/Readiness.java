package io.costflow.inventory;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.settings.SourceSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a day's files can make up the day: a cluster's day has pod files; and of the reports that are read by the hour and by the day, each hourly file has
 * its roll-up by day, and the reverse. The writer deletes first and writes after, so a day that lacks some is in the middle of being replaced.
 */
final class Readiness {

    private Readiness() {}

    /** Why the files of a source's day cannot make it up, or null when they can. */
    static HeldBack check(SourceSettings.Type source, List<LakeFile> files) {
        return switch (source) {
            case OCP -> twins(files, "pod_usage", ReportType.POD_USAGE_HOURLY, ReportType.POD_USAGE_DAILY)
                    .or(() -> pods(files))
                    .orElse(null);
            case AWS -> twins(files, "AWS", ReportType.AWS_HOURLY, ReportType.AWS_DAILY).orElse(null);
        };
    }

    private static Optional<HeldBack> pods(List<LakeFile> files) {
        return files.stream().anyMatch(file -> file.type() == ReportType.POD_USAGE_DAILY)
                ? Optional.empty()
                : Optional.of(HeldBack.because("The day has no pod_usage files, only others such as " + files.get(0).name()
                        + ". Upload the day's pod_usage files; without them its usage is unknown."));
    }

    private static Optional<HeldBack> twins(List<LakeFile> files, String report, ReportType hourly, ReportType daily) {
        return lonely(files, report, hourly, daily, "roll-up by day, under daily/").or(() -> lonely(files, report, daily, hourly, "hourly file"));
    }

    private static Optional<HeldBack> lonely(List<LakeFile> files, String report, ReportType present, ReportType absent, String what) {
        Set<String> lonely = names(files, present);
        lonely.removeAll(names(files, absent));
        return files.stream()
                .filter(file -> file.type() == present && lonely.contains(LakeFileName.twin(file.name())))
                .findFirst()
                .map(file -> new HeldBack(
                        "The " + report + " file " + file.name() + " has no " + what + (lonely.size() > 1 ? ", nor have " + (lonely.size() - 1) + " more" : "")
                                + ". Upload what is missing, or delete the file.",
                        file.path(),
                        null));
    }

    private static Set<String> names(List<LakeFile> files, ReportType type) {
        return files.stream()
                .filter(file -> file.type() == type)
                .map(file -> LakeFileName.twin(file.name()))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
