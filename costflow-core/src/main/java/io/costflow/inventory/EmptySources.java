package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.provider.Providers;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;

/** Judges sources without any file in the window, in the same way for a run and for the doctor. */
public final class EmptySources {

    private EmptySources() {}

    /** Returns whether a file may hold rows of the window: its name says a day of it, or no day. */
    public static boolean isInWindow(SourceSettings source, LakeFile file, DayRange window) {
        return Providers.of(source).fileNames().day(file.name()).map(day -> !day.isBefore(window.from()) && !day.isAfter(window.to())).orElse(true);
    }

    /** Says that a source has no file. */
    public static String sentence(SourceSettings source, DayRange window) {
        return "The source " + source.tenant() + "/" + source.uuid() + " has no file at all from " + window.from() + " to " + window.to() + ". Check its uuid and lake.root.";
    }

    /** Says that no source has a file. */
    public static String sentence(DayRange window) {
        return "No source has a file from " + window.from() + " to " + window.to() + ". Check lake.root and the sources' uuids.";
    }

    /**
     * Returns whether sources without files are a failure. A continuous run waits for its files. A source that koku names may have begun to deliver later, or not
     * yet, so it fails a run only when no source has files.
     *
     * @param all whether no source of the window has files
     */
    public static boolean fail(Settings settings, boolean all) {
        return !settings.run().isContinuous() && (all || !settings.discoversSources());
    }
}
