package io.costflow.reference;

import io.costflow.reference.ReferenceSnapshot.CostModel;
import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Markup and distribution of sources: what the configuration says of a source counts, else its cost model, else the default. */
public final class CostModels {

    private static final String DEFAULT_DISTRIBUTION = "cpu";

    /** koku casts markups to numeric(24,9), which rounds half up. */
    private static final int MARKUP_SCALE = 9;

    private CostModels() {}

    /** What is added to every cost of a cloud source, as a fraction of nine decimals; 0 unless something else is said. */
    public static BigDecimal markup(SourceSettings source, ReferenceSnapshot reference) {
        return Optional.ofNullable(source.markup())
                .or(() -> reference.costModel(source.uuid()).map(CostModel::markup))
                .map(markup -> markup.setScale(MARKUP_SCALE, RoundingMode.HALF_UP))
                .orElse(BigDecimal.ZERO);
    }

    /** What the cost of a cluster's nodes is split by: {@code cpu} unless something else is said. */
    public static String distribution(SourceSettings cluster, ReferenceSnapshot reference) {
        return Optional.ofNullable(cluster.distribution())
                .or(() -> reference.costModel(cluster.uuid()).map(CostModel::distribution))
                .orElse(DEFAULT_DISTRIBUTION);
    }
}
