package io.costflow.day;

import java.io.Serializable;
import java.util.Objects;

/**
 * One version of one Parquet file. A path that is overwritten is another file: identity is path, size and modification time together.
 *
 * @param report the id of the report that the file holds
 * @param path the full path, scheme included
 * @param size in bytes
 * @param modified modification time in milliseconds since 1970-01-01 UTC, in whole seconds on S3
 * @param etag the object's ETag on S3, by which exactly this version can be asked for; null where the listing does not say it. No part of the identity.
 */
public record LakeFile(String report, String path, long size, long modified, String etag) implements Comparable<LakeFile>, Serializable {

    /** A file without an ETag. */
    public LakeFile(String report, String path, long size, long modified) {
        this(report, path, size, modified, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LakeFile file && size == file.size && modified == file.modified && Objects.equals(path, file.path)
                && Objects.equals(report, file.report);
    }

    @Override
    public int hashCode() {
        return Objects.hash(report, path, size, modified);
    }

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
