package io.costflow.reference;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What koku's manifests say of the files that it writes to the lake: how many of each delivery it has processed, and when.
 *
 * @param manifests the manifests that are younger than three days, or were processed since, by their ids
 * @param sources the UUIDs of the sources of which koku has ever processed a manifest
 */
public record Deliveries(Map<Long, Manifest> manifests, Set<String> sources) {

    /** What is known where koku has no manifests, or they cannot be read. */
    public static final Deliveries NONE = new Deliveries(Map.of(), Set.of());

    /**
     * The files of a manifest.
     *
     * @param source the UUID of the source
     * @param processed how many files koku has processed
     * @param last when it had processed the last of them, or null
     * @param underWay whether there are files that koku has neither processed nor given up
     */
    public record Manifest(String source, int processed, Instant last, boolean underWay) {

        /** Whether files may have changed since the manifest was read before; {@code before} is null for one that is new. */
        private boolean hasNewsSince(Manifest before) {
            if (before == null) {
                return processed > 0;
            }
            return processed != before.processed || !Objects.equals(last, before.last) || before.underWay && !underWay;
        }
    }

    /** The sources whose files may have changed since an earlier reading. */
    public Set<String> newsSince(Deliveries before) {
        Set<String> news = new HashSet<>();
        manifests.forEach((id, manifest) -> {
            if (manifest.hasNewsSince(before.manifests.get(id))) {
                news.add(manifest.source());
            }
        });
        return news;
    }

    /** Whether koku describes what it does with the files of a source, and has written all files of its deliveries. */
    public boolean isComplete(String source) {
        return sources.contains(source) && manifests.values().stream().noneMatch(manifest -> manifest.underWay() && manifest.source().equals(source));
    }
}
