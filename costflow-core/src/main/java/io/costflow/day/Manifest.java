package io.costflow.day;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upload of reports, as koku numbers them in the names of the files that come of it (storage layout, A.3): {@code <report
 * type>.<day>.<manifest>.<counter>_<chunk>.parquet} of OpenShift, {@code <day>_manifestid-<manifest>_basefile-<name>_batch-<number>_<chunk>.parquet} of AWS,
 * each with {@code _daily} before the chunk in the roll-up by day.
 *
 * @param id rises from upload to upload; compared as a number
 */
public record Manifest(BigInteger id) implements Comparable<Manifest> {

    private static final Pattern NAME =
            Pattern.compile("\\w+\\.\\d{4}-\\d{2}-\\d{2}\\.(?<openshift>\\d+)\\.\\d+_.*|\\d{4}-\\d{2}-\\d{2}_manifestid-(?<aws>\\d+)_.*", Pattern.DOTALL);

    /** The manifest that delivered a file of this name; empty for the original names of old operators, which say none. */
    public static Optional<Manifest> of(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String id = matcher.group("openshift");
        return Optional.of(new Manifest(new BigInteger(id != null ? id : matcher.group("aws"))));
    }

    /** Whether several manifests delivered these files, as their names say. */
    public static boolean areSeveral(Collection<LakeFile> files) {
        return files.stream().flatMap(file -> of(file.name()).stream()).distinct().skip(1).findAny().isPresent();
    }

    /** The order of upload. */
    @Override
    public int compareTo(Manifest other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
