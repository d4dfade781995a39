package io.costflow.reference;

import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.util.Optional;

/** Markup and distribution of sources: what the configuration says of a source counts, else its cost model, else the default. */
public final class CostModels {

    private static final String DEFAULT_DISTRIBUTION = "cpu";

    private CostModels() {}

    /** What is added to every cost of a cloud source, as a fraction; 0 unless something else is said. */
    public static BigDecimal markup(SourceSettings source, ReferenceSnapshot reference) {
        return Optional.ofNullable(source.markup())
                .or(() -> reference.costModel(source.uuid()).map(CostModel::markup))
                .orElse(BigDecimal.ZERO);
    }

    /** What the cost of a cluster's nodes is split by: {@code cpu} unless something else is said. */
    public static String distribution(SourceSettings cluster, ReferenceSnapshot reference) {
        return Optional.ofNullable(cluster.distribution())
                .or(() -> reference.costModel(cluster.uuid()).map(CostModel::distribution))
                .orElse(DEFAULT_DISTRIBUTION);
    }
}
