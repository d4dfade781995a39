package io.costflow.inventory;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a day's files can make up the day: there are pod files, and each hourly pod file has its roll-up by day, and the reverse. The writer deletes first and writes after, so a day that
 * lacks some is in the middle of being replaced.
 */
final class Readiness {

    private Readiness() {}

    /** Why the files cannot make up a day, or null when they can. */
    static HeldBack check(List<LakeFile> files) {
        Set<String> hourly = names(files, ReportType.POD_USAGE_HOURLY);
        Set<String> daily = names(files, ReportType.POD_USAGE_DAILY);
        if (hourly.isEmpty() && daily.isEmpty()) {
            return HeldBack.because("The day has no pod_usage files, only others such as " + files.get(0).name()
                    + ". Upload the day's pod_usage files; without them its usage is unknown.");
        }
        return missing(files, hourly, daily, ReportType.POD_USAGE_DAILY, "roll-up by day, under daily/")
                .or(() -> missing(files, daily, hourly, ReportType.POD_USAGE_HOURLY, "hourly file"))
                .orElse(null);
    }

    private static Optional<HeldBack> missing(
            List<LakeFile> files, Set<String> present, Set<String> twins, ReportType absent, String what) {
        Set<String> lonely = new TreeSet<>(present);
        lonely.removeAll(twins);
        return files.stream()
                .filter(file -> isPodUsage(file.type()) && file.type() != absent && lonely.contains(LakeFileName.twin(file.name())))
                .findFirst()
                .map(file -> new HeldBack(
                        "The pod_usage file " + file.name() + " has no " + what + (lonely.size() > 1 ? ", nor have " + (lonely.size() - 1) + " more" : "")
                                + ". Upload what is missing, or delete the file.",
                        file.path(),
                        null));
    }

    private static boolean isPodUsage(ReportType type) {
        return type == ReportType.POD_USAGE_HOURLY || type == ReportType.POD_USAGE_DAILY;
    }

    private static Set<String> names(List<LakeFile> files, ReportType type) {
        return files.stream()
                .filter(file -> file.type() == type)
                .map(file -> LakeFileName.twin(file.name()))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
