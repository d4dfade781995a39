package io.costflow.provider.openshift;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The label keys that survive (D.1, KEYS, and E.8): the enabled keys and always the virtual machine's name, but with no enabled key at all not even that. */
public final class EnabledKeys {

    private static final String VIRTUAL_MACHINE_NAME = "vm_kubevirt_io_name";

    private final Set<String> keys;

    public EnabledKeys(Collection<String> enabled) {
        keys = new HashSet<>(enabled);
        if (!keys.isEmpty()) {
            keys.add(VIRTUAL_MACHINE_NAME);
        }
    }

    public boolean contains(String key) {
        return keys.contains(key);
    }
}
