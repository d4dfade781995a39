package io.costflow.costmodel;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The cost of unused GPUs by rate, from {@code rates_to_usage}: the sum over rows that agree in the rest. */
record RateCost(
        LocalDate day, String clusterId, String clusterAlias, Integer reportPeriod, String node, String model, String name, String metricType, String rateType, BigDecimal cost) {}
