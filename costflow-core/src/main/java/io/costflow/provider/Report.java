package io.costflow.provider;

import io.costflow.lineitem.Grouping;
import java.io.Serializable;
import java.util.List;

/**
 * A kind of Parquet files with the place where koku puts them (storage layout, A.1 and A.2): one folder under {@code <root>/<account>} (hourly) or
 * {@code <root>/daily/<account>} (daily).
 *
 * @param id names it in state, checkpoints and fingerprints, so it never changes
 * @param name the report that the files are of, by the hour and by the day: koku's report_type, such as {@code pod_usage}; of a cloud, its name
 * @param folder the folder below the account, such as {@code OCP/pod_usage}
 * @param daily whether the files are koku's roll-up by day, which lie under {@code daily/}
 * @param timeColumn the column that gives the UTC day of a line item
 * @param version raised when a grouping of the report changes: contributions of another version are read again
 * @param common groupings that are needed whatever is computed, before those of outputs
 * @param onlyForHours whether only its hours matter, which decide between manifests (A.5): unless an output reads it, it is of
 *     interest only for days with overlapping manifests
 */
public record Report(
        String id, String name, String folder, boolean daily, String timeColumn, int version, List<Grouping> common, boolean onlyForHours)
        implements Serializable {

    /** A report that outputs take line items from. */
    public static Report of(String id, String name, String folder, boolean daily, String timeColumn, int version) {
        return new Report(id, name, folder, daily, timeColumn, version, List.of(), false);
    }

    @Override
    public String toString() {
        return id;
    }
}
