package io.costflow.settings;

import java.io.Serializable;
import java.util.List;

/**
 * What the configuration has to know of a kind of source.
 *
 * @param name as {@code type} of a source says it: koku's own, without {@code -local}
 * @param cloud whether it is a cloud, which clusters may run on; else it is a cluster
 * @param keys the keys that sources of this kind have besides those of all sources
 * @param outputs the ids of what can be published of it
 */
public record SourceType(String name, boolean cloud, List<String> keys, List<String> outputs) implements Serializable {

    /** The key that says whether storage that no volume takes is charged. */
    public static final String UNATTRIBUTED_STORAGE = "unattributed-storage";

    /** Whether its sources say whether storage that no volume takes is charged. */
    public boolean hasUnattributedStorage() {
        return keys.contains(UNATTRIBUTED_STORAGE);
    }
}
