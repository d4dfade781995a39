package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The days for which several manifests delivered files of a report, as far as names say so. */
final class OverlappingDays {

    private OverlappingDays() {}

    /** @param report as in {@link io.costflow.day.ReportType#report} */
    static Set<LocalDate> of(List<LakeFile> files, String report) {
        Map<LocalDate, List<LakeFile>> byDay = new HashMap<>();
        for (LakeFile file : files) {
            if (file.type().report().equals(report)) {
                LakeFileName.day(file.name()).ifPresent(day -> byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(file));
            }
        }
        byDay.values().removeIf(ofDay -> !Manifest.areSeveral(ofDay));
        return byDay.keySet();
    }
}
