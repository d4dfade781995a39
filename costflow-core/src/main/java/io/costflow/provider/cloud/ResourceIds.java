package io.costflow.provider.cloud;

import io.costflow.day.CodePointOrder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ids of the resources that a row of a summary is about. As in koku's arrays, NULL is one of them where a line item has none, and is not counted. */
public final class ResourceIds {

    private final Set<String> ids = new HashSet<>();

    /** @param id may be null */
    public void add(String id) {
        ids.add(id);
    }

    /** All of them, in an order that does not depend on that of the files: PostgreSQL keeps the order of an array. */
    public List<String> array() {
        return ids.stream().sorted(Comparator.nullsLast(CodePointOrder.INSTANCE)).toList();
    }

    /** How many there are. */
    public int count() {
        return ids.contains(null) ? ids.size() - 1 : ids.size();
    }
}
