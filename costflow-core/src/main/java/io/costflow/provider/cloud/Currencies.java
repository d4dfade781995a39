package io.costflow.provider.cloud;

import java.util.Iterator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The currencies of a bill, in their order. An empty one, which some line items have, is none. */
public final class Currencies implements Iterable<String> {

    private final SortedSet<String> names = new TreeSet<>();

    /** Adds the currency of a line item, which may be null. */
    public void add(String name) {
        if (name != null && !name.isEmpty()) {
            names.add(name);
        }
    }

    /** Whether amounts of several currencies are added up, as the incumbent does. */
    public boolean areSeveral() {
        return names.size() > 1;
    }

    /** A sentence about a day that names them, if there are several. */
    public Optional<String> sentence(String day) {
        return areSeveral()
                ? Optional.of("The bill of the day " + day + " has several currencies, " + String.join(", ", names)
                        + ". Summaries add their amounts up and show the last of them, as koku does: do not rely on these sums.")
                : Optional.empty();
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }
}
