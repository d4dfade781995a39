package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a cluster by the name of something in them. Names that are NULL are none, and empty ones unless they are wanted. */
public final class RowsByName {

    private final Map<String, List<ClusterRow>> rows = new HashMap<>();
    private final boolean emptyNames;
    private TextIndex index;

    public RowsByName() {
        this(false);
    }

    private RowsByName(boolean emptyNames) {
        this.emptyNames = emptyNames;
    }

    /** Has rows with empty names too, which occur in every text. */
    public static RowsByName withEmptyNames() {
        return new RowsByName(true);
    }

    public void add(String name, ClusterRow row) {
        if (name != null && (emptyNames || !name.isEmpty())) {
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
        List<ClusterRow> found = new ArrayList<>(named(""));
        index.foundIn(text).forEach(name -> found.addAll(rows.get(name)));
        return found;
    }
}
