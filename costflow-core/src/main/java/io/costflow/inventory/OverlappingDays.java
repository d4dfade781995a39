package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The days for which several manifests delivered files of a report, as far as names say so. */
final class OverlappingDays {

    private OverlappingDays() {}

    /** The days of a report and its counterpart by the hour or by the day. */
    static Set<LocalDate> of(Provider provider, List<LakeFile> files, Report report) {
        Map<LocalDate, List<LakeFile>> byDay = new HashMap<>();
        for (LakeFile file : files) {
            if (Providers.report(file.report()).name().equals(report.name())) {
                provider.fileNames().day(file.name()).ifPresent(day -> byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(file));
            }
        }
        byDay.values().removeIf(ofDay -> !provider.fileNames().haveSeveralManifests(ofDay));
        return byDay.keySet();
    }
}
