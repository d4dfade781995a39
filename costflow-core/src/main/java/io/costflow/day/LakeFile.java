package io.costflow.day;

import java.io.Serializable;

/**
 * One version of one Parquet file. A path that is overwritten is another file: identity is path, size and modification time together.
 *
 * @param type what the file holds
 * @param path the full path, scheme included
 * @param size in bytes
 * @param modified modification time in milliseconds since 1970-01-01 UTC, in whole seconds on S3
 */
public record LakeFile(ReportType type, String path, long size, long modified) implements Comparable<LakeFile>, Serializable {

    /** Path order: the order in which sums are added, so that the order of arrival cannot show. */
    @Override
    public int compareTo(LakeFile other) {
        int byPath = path.compareTo(other.path);
        if (byPath != 0) {
            return byPath;
        }
        int bySize = Long.compare(size, other.size);
        return bySize != 0 ? bySize : Long.compare(modified, other.modified);
    }

    /** The name without its folder. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
