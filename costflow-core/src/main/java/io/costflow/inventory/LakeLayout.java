package io.costflow.inventory;

import io.costflow.day.ReportType;
import java.time.YearMonth;
import java.util.Locale;

/** Where koku puts the files of a source and month (storage layout, A.1). There is no folder per day. */
final class LakeLayout {

    private final String root;

    LakeLayout(String root) {
        this.root = root;
    }

    /** The folder that holds a report type's files of one source and month. */
    String folder(String account, ReportType type, String source, YearMonth month) {
        return folder(account, type, source) + String.format(Locale.ROOT, "/year=%04d/month=%02d", month.getYear(), month.getMonthValue());
    }

    /** The folder that holds the folders of a source's years. */
    String folder(String account, ReportType type, String source) {
        return folder(account, type) + "/source=" + source;
    }

    /** The folder that holds the folders of a report type's sources. */
    String folder(String account, ReportType type) {
        return root + (type.daily() ? "/daily/" : "/") + account + "/" + type.folder();
    }
}
