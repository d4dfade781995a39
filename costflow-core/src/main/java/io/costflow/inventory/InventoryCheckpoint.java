package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import java.util.List;
import java.util.Map;

/**
 * What the enumerator of a continuous run remembers: what the operators hold. On every start it lists first and plans every day of the window anew; this tells
 * which files need not be read for that, and which days are to be forgotten.
 *
 * @param lastRevision the newest revision
 * @param combinerVersions the versions that the delivered files were combined with
 * @param days what is held of each day
 */
record InventoryCheckpoint(long lastRevision, Map<ReportType, Integer> combinerVersions, List<HeldDay> days) {

    /** What a run begins with that remembers nothing. */
    static final InventoryCheckpoint NOTHING = new InventoryCheckpoint(0, Map.of(), List.of());

    /**
     * What the operators hold of a day.
     *
     * @param source the day's source
     * @param day the day
     * @param goneSince since when the day has no files, in microseconds since 1970-01-01 UTC; 0 when it has
     * @param files the files that were delivered for it, in path order
     */
    record HeldDay(SourceSettings source, SourceDay day, long goneSince, List<LakeFile> files) {}
}
