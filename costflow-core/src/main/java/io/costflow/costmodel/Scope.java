package io.costflow.costmodel;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * What a statement is about, and where its rows go.
 *
 * @param source the cluster's source
 * @param from the first day
 * @param to the last day
 * @param reportPeriod the report period of the month
 * @param rateType {@code Infrastructure} or {@code Supplementary}; null for distributions
 * @param byRate what rows by rates have besides; null for rows of the daily summary
 */
public record Scope(String source, LocalDate from, LocalDate to, int reportPeriod, String rateType, ByRate byRate) {

    /**
     * What rows of {@code rates_to_usage} have besides.
     *
     * @param rate the rate's id; null for distributions
     */
    public record ByRate(String costModel, String rate, String name, String metricType) {}

    /** The month whose line items count. */
    YearMonth month() {
        return YearMonth.from(from);
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
