package io.costflow.settings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Every key of the configuration. The settings that it is read into declare it; reading, checking and the reference page all follow from there. */
final class Options {

    /** The options with one value, in the order of the reference page. */
    static final List<Option<?>> ALL = Stream.of(
                    LakeSettings.OPTIONS, DatabaseSettings.OPTIONS, TenantSelection.OPTIONS, WindowReader.OPTIONS, RunSettings.OPTIONS, InventorySettings.OPTIONS, SourceDefaults.OPTIONS,
                    ContinuousSettings.OPTIONS, StateSettings.OPTIONS, ServeSettings.OPTIONS)
            .<Option<?>>flatMap(List::stream).toList();

    /** The key of the list of sources. */
    static final String SOURCES = "sources";

    /** Variables that begin like ours but belong to the launcher. */
    static final List<String> OTHER_VARIABLES = List.of("COSTFLOW_HOME", "COSTFLOW_JAVA_OPTS");

    /** What Kubernetes sets in every container for a service whose name begins with {@code costflow}. */
    private static final Pattern SERVICE_LINK = Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private Options() {}

    /** Whether an environment variable that begins like ours belongs to other software. */
    static boolean isForeign(String variable) {
        return OTHER_VARIABLES.contains(variable) || SERVICE_LINK.matcher(variable).matches();
    }

    /** Finds the key that an unknown one is probably a slip of: a known key that differs in a few letters, or that ends in the same word. */
    static Optional<String> closest(String unknown, Collection<String> known) {
        int tolerance = Math.max(2, unknown.length() / 4);
        LevenshteinDistance distance = new LevenshteinDistance(tolerance);
        String best = null;
        int bestDistance = tolerance + 1;
        for (String candidate : known) {
            int candidateDistance = distance.apply(unknown, candidate);
            if (candidateDistance >= 0 && candidateDistance < bestDistance) {
                best = candidate;
                bestDistance = candidateDistance;
            }
        }
        String lastWord = unknown.substring(unknown.lastIndexOf('.') + 1);
        return best != null ? Optional.of(best) : known.stream().filter(candidate -> candidate.endsWith("." + lastWord)).findFirst();
    }

    /** A key as a message may show it: {@code password:secret}, with the blank forgotten, is a key in YAML. */
    static String withoutValue(String key) {
        int end = key.indexOf(':');
        return end < 0 ? key : key.substring(0, end) + ":...";
    }
}
