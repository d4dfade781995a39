package io.costflow.settings;

import java.io.Serializable;
import java.util.List;

/**
 * What sources that are discovered have in place of keys of their own, where koku's tables do not say it.
 *
 * @param unattributedStorage of GCP accounts: whether storage that no volume takes is charged
 */
public record SourceDefaults(boolean unattributedStorage) implements Serializable {

    static final Option<Boolean> UNATTRIBUTED_STORAGE = Option.flag("defaults.gcp." + SourceType.UNATTRIBUTED_STORAGE, true,
            "Of GCP sources that are discovered: what `unattributed-storage` is in `sources`. koku keeps it as a feature flag, in no table.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(UNATTRIBUTED_STORAGE);

    /** What holds where the configuration does not say otherwise. */
    public static final SourceDefaults USUAL = new SourceDefaults(UNATTRIBUTED_STORAGE.declared().defaultValue());

    static SourceDefaults from(CheckedValues values) {
        return new SourceDefaults(values.get(UNATTRIBUTED_STORAGE));
    }
}
