package io.costflow.inventory;

import io.costflow.day.DayPlan;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * Work for a reader: a plan to pass on, since an enumerator cannot emit, or a file to read. Exactly one of the two is set.
 *
 * @param splitId unique within a run
 */
record InventorySplit(String splitId, DayPlan plan, FileReading reading) implements SourceSplit {

    static InventorySplit of(DayPlan plan) {
        return new InventorySplit("plan " + plan.day() + " " + plan.revision(), plan, null);
    }

    static InventorySplit of(FileReading reading) {
        return new InventorySplit("file " + reading.file().path() + " " + reading.revision() + " " + reading.days(), null, reading);
    }
}
