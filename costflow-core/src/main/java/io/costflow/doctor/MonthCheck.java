package io.costflow.doctor;

import io.costflow.day.LakeFile;
import io.costflow.provider.Providers;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.List;

/** Whether a source's month in the window has the report period or bill that its rows refer to, and files. */
final class MonthCheck {

    private MonthCheck() {}

    /**
     * What there is to say of a month.
     *
     * @param files its files; null if the lake could not be listed
     */
    static Finding check(SourceSettings source, YearMonth month, ReferenceSnapshot reference, List<LakeFile> files) {
        return check(source, month, reference, files, false);
    }

    /**
     * The same.
     *
     * @param createsReportPeriods whether a run creates a report period that is missing
     */
    static Finding check(SourceSettings source, YearMonth month, ReferenceSnapshot reference, List<LakeFile> files, boolean createsReportPeriods) {
        boolean cloud = Providers.of(source).isCloud();
        String what = cloud ? "bill" : "report period";
        boolean isThere = (cloud ? reference.bill(source.uuid(), month.atDay(1)) : reference.reportPeriod(source.uuid(), month.atDay(1))).isPresent();
        String name = SourceCheck.name(source) + ", " + month + ": ";
        String found = files == null ? "files unknown" : files.isEmpty() ? "no files" : SourceCheck.count(files.size(), "file");
        if (isThere) {
            return files != null && files.isEmpty()
                    ? Finding.note(name + "a " + what + ", but no files; look at the source's delivery if there should be some.")
                    : Finding.ok(name + "a " + what + ", " + found + ".");
        }
        if (createsReportPeriods && !cloud && files != null && !files.isEmpty()) {
            return Finding.note(name + "no report period, " + found + ". A run creates it.");
        }
        return files != null && files.isEmpty()
                ? Finding.note(name + "no " + what + " and no files, so there is nothing to do.")
                : Finding.problem(name + "no " + what + ", " + found + ". Its days are held back; koku makes it when it processes a manifest of the month, so look at"
                        + " koku's processing of the source.");
    }
}
