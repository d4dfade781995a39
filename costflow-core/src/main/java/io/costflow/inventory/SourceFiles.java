package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;

/** The files of a source, for whoever wants to know what an inventory would find. */
public final class SourceFiles {

    private SourceFiles() {}

    /** The files of a month, of all reports. This process is connected to the lake already. */
    public static List<LakeFile> of(Settings settings, SourceSettings source, YearMonth month) throws IOException, InterruptedException {
        LakeLister lister = new LakeLister(new LakeLayout(settings.lake().root()), settings.run().readBudget(), settings.run().overlap());
        return lister.list(new SourceMonth(source, month));
    }
}
