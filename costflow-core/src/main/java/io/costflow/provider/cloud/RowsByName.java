package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a cluster by the name of something in them. Names that are NULL or empty are none. */
public final class RowsByName {

    private final Map<String, List<ClusterRow>> rows = new HashMap<>();
    private TextIndex index;

    public void add(String name, ClusterRow row) {
        if (name != null && !name.isEmpty()) {
            rows.computeIfAbsent(name, absent -> new ArrayList<>()).add(row);
            index = null;
        }
    }

    /** The rows of this very name. */
    public List<ClusterRow> named(String name) {
        return rows.getOrDefault(name, List.of());
    }

    /** The rows of all names that occur in a text. */
    public List<ClusterRow> namedIn(String text) {
        if (index == null) {
            index = new TextIndex(rows.keySet());
        }
        List<ClusterRow> found = new ArrayList<>();
        index.foundIn(text).forEach(name -> found.addAll(rows.get(name)));
        return found;
    }
}
