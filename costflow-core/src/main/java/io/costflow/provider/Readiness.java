package io.costflow.provider;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a day's files can make up the day. The writer deletes first and writes after, so a day that lacks some files is in the middle of being replaced.
 */
public final class Readiness {

    private Readiness() {}

    /** Why a day without a file of this report, but with others, is not ready. */
    public static Optional<HeldBack> missing(Report report, List<LakeFile> files) {
        return files.isEmpty() || files.stream().anyMatch(file -> file.report().equals(report.id()))
                ? Optional.empty()
                : Optional.of(HeldBack.because("The day has no " + report.name() + " files" + (report.daily() ? " by the day" : "") + ", only others such as "
                        + files.get(0).name() + ". Upload the day's " + report.name() + " files; without them its usage is unknown."));
    }

    /** Why a day is not ready if an hourly file lacks its roll-up by day, or a roll-up its hourly file. */
    public static Optional<HeldBack> twins(Report hourly, Report daily, List<LakeFile> files) {
        return lonely(files, hourly, daily, "roll-up by day, under daily/").or(() -> lonely(files, daily, hourly, "hourly file"));
    }

    private static Optional<HeldBack> lonely(List<LakeFile> files, Report present, Report absent, String what) {
        Set<String> lonely = names(files, present);
        lonely.removeAll(names(files, absent));
        return files.stream()
                .filter(file -> file.report().equals(present.id()) && lonely.contains(FileNames.withoutDaily(file.name())))
                .findFirst()
                .map(file -> new HeldBack(
                        "The " + present.name() + " file " + file.name() + " has no " + what
                                + (lonely.size() > 1 ? ", nor have " + (lonely.size() - 1) + " more" : "") + ". Upload what is missing, or delete the file.",
                        file.path(),
                        null));
    }

    private static Set<String> names(List<LakeFile> files, Report report) {
        return files.stream()
                .filter(file -> file.report().equals(report.id()))
                .map(file -> FileNames.withoutDaily(file.name()))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
