package io.costflow.reference;

import java.math.BigDecimal;

/**
 * What a source's cost model says that matters here.
 *
 * @param source the provider's UUID, as text
 * @param markup what is added to every cost of a cloud source, as a fraction, or null
 * @param distribution what a node's cost is split by, {@code cpu} or {@code memory}, or null
 */
public record CostModel(String source, BigDecimal markup, String distribution) {}
