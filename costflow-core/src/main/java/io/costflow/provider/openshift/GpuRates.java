package io.costflow.provider.openshift;

import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.reference.ReferenceTable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the cost model of a cluster has rates of GPUs: koku then writes rows with their cost to the table of GPUs, and none of usage (J.5). A tenant without
 * price lists has no rates.
 */
final class GpuRates {

    /** Which cost model a source has. */
    private static final ReferenceTable COST_MODELS = ReferenceTable.ofLaterVersions(
            "cost_model_map", "provider_uuid, cost_model_id", "provider_uuid, cost_model_id", "cost_model_id is not null");

    /** The price lists of cost models; the one of the lowest priority that is in force counts. */
    private static final ReferenceTable PRIORITIES = ReferenceTable.ofLaterVersions(
            "price_list_cost_model_map", "cost_model_id, price_list_id, priority", "cost_model_id, priority, price_list_id", "true");

    /** From when to when price lists are in force, both days inclusive. */
    private static final ReferenceTable PRICE_LISTS = ReferenceTable.ofLaterVersions(
            "price_list", "uuid, effective_start_date, effective_end_date", "uuid", "true");

    /** The price lists with a rate of GPUs, which is always one by tag. */
    private static final ReferenceTable RATES = ReferenceTable.ofLaterVersions(
            "cost_model_rate", "distinct price_list_id", "price_list_id", "metric = 'gpu_cost_per_month' and tag_key <> ''");

    static final List<ReferenceTable> TABLES = List.of(COST_MODELS, PRIORITIES, PRICE_LISTS, RATES);

    private GpuRates() {}

    /** Whether the price list that is in force for a source on a day has a rate of GPUs. */
    static boolean areInForce(String source, LocalDate day, ReferenceSnapshot reference) {
        Optional<String> priceList = reference.rows(COST_MODELS).stream()
                .filter(row -> source.equals(value(row, 0)))
                .map(row -> value(row, 1))
                .findFirst()
                .flatMap(costModel -> priceList(costModel, day, reference));
        return priceList.isPresent() && reference.rows(RATES).stream().anyMatch(row -> priceList.get().equals(value(row, 0)));
    }

    private static Optional<String> priceList(String costModel, LocalDate day, ReferenceSnapshot reference) {
        List<String> inForce = reference.rows(PRICE_LISTS).stream().filter(row -> isInForce(row, day)).map(row -> value(row, 0)).toList();
        return reference.rows(PRIORITIES).stream()
                .filter(row -> costModel.equals(value(row, 0)) && inForce.contains(value(row, 1)))
                .min(Comparator.comparingLong(row -> Long.parseLong(Objects.requireNonNullElse(value(row, 2), "0"))))
                .map(row -> value(row, 1));
    }

    private static boolean isInForce(Row priceList, LocalDate day) {
        String from = value(priceList, 1);
        String to = value(priceList, 2);
        return from != null && to != null && !day.isBefore(LocalDate.parse(from)) && !day.isAfter(LocalDate.parse(to));
    }

    private static String value(Row row, int column) {
        return row.values().get(column);
    }
}
