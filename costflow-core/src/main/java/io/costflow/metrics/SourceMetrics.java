package io.costflow.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics by source. So that their number is bounded, as many sources as {@link #NAMED} are told apart, first come, first served; all others together count as
 * {@link #OTHER}.
 *
 * @param <M> the metrics of one source
 */
public final class SourceMetrics<M> {

    /** How many sources are told apart. */
    public static final int NAMED = 100;

    /** What all others are called. */
    public static final String OTHER = "other";

    private static final Logger LOG = LoggerFactory.getLogger(SourceMetrics.class);

    private record Registered<M>(MetricScope scope, M metrics) {}

    private final MetricScope scope;
    private final Function<MetricScope, M> registration;
    private final Map<String, Registered<M>> named = new HashMap<>();

    /** @param registration registers the metrics of one source */
    public SourceMetrics(MetricScope scope, Function<MetricScope, M> registration) {
        this.scope = scope;
        this.registration = registration;
    }

    /** The metrics of a source, or of all others together if it is one too many. */
    public M of(String source) {
        return named.computeIfAbsent(nameOf(source), this::register).metrics();
    }

    /** What the source is called: by its UUID, or as one of the others. */
    public String nameOf(String source) {
        boolean other = !named.containsKey(source) && named.size() - (named.containsKey(OTHER) ? 1 : 0) >= NAMED;
        return other ? OTHER : source;
    }

    private Registered<M> register(String name) {
        if (name.equals(OTHER)) {
            LOG.info("There are more than {} sources: metrics by source count the others together as \"{}\".", NAMED, OTHER);
        }
        MetricScope own = scope.ofSource(name);
        return new Registered<>(own, registration.apply(own));
    }

    /** Drops the metrics of all sources but these; if all of these can be told apart now, those of the others too. */
    public void keepOnly(Set<String> sources) {
        Set<String> gone = new HashSet<>(named.keySet());
        gone.removeAll(sources);
        if (sources.size() > NAMED) {
            gone.remove(OTHER);
        }
        gone.forEach(name -> named.remove(name).scope().drop());
    }
}
