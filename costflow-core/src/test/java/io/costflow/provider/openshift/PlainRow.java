package io.costflow.provider.openshift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the summary for comparison.
 *
 * @param texts everything that must be equal: kind, category, names, labels as maps
 * @param numbers everything that may differ by rounding, null for NULL
 */
record PlainRow(List<Object> texts, List<Double> numbers) {

    private static final double TOLERANCE = 1e-9;
    private static final ObjectMapper JSON = new ObjectMapper();

    static PlainRow of(UsageRow row) {
        UsageRow.Volume volume = row.volume();
        UsageRow.Capacity capacity = row.capacity();
        List<Double> numbers = new ArrayList<>();
        for (UsageRow.Consumption used : List.of(row.cpu(), row.memory())) {
            numbers.addAll(Arrays.asList(used.usage(), used.request(), used.effective(), used.limit()));
        }
        numbers.addAll(Arrays.asList(capacity.nodeCpuCores(), capacity.nodeCpuCoreHours(), capacity.nodeMemoryGigabytes(), capacity.nodeMemoryGigabyteHours(),
                capacity.clusterCpuCoreHours(), capacity.clusterMemoryGigabyteHours()));
        numbers.addAll(Arrays.asList(
                volume.capacityGigabytes(), volume.capacityGigabyteMonths(), volume.requestGigabyteMonths(), volume.usageGigabyteMonths()));
        return new PlainRow(
                Arrays.asList(row.kind(), row.costCategory(), row.namespace(), row.node(), row.resourceId(), labels(row.podLabels()), volume.claim(),
                        volume.volume(), volume.storageClass(), volume.csiVolumeHandle(), labels(volume.labels())),
                numbers);
    }

    /** The labels of a JSON text; null for NULL. */
    static Map<String, String> labels(String json) {
        try {
            return json == null ? null : JSON.readValue(json, new TypeReference<HashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Map<String, String> labels(LabelSet labels) {
        return labels == null ? null : labels(labels.json());
    }

    /** Whether both have the same rows, whatever their order, up to rounding. */
    static boolean same(List<PlainRow> a, List<PlainRow> b) {
        List<PlainRow> left = new ArrayList<>(b);
        for (PlainRow row : a) {
            PlainRow twin = left.stream().filter(row::isNear).findFirst().orElse(null);
            if (twin == null) {
                return false;
            }
            left.remove(twin);
        }
        return left.isEmpty();
    }

    private boolean isNear(PlainRow other) {
        if (!texts.equals(other.texts)) {
            return false;
        }
        for (int i = 0; i < numbers.size(); i++) {
            if (!isNear(numbers.get(i), other.numbers.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(Double a, Double b) {
        if (a == null || b == null || a.equals(b)) {
            return a == null ? b == null : a.equals(b);
        }
        // Differences of sums are near 0 where the sums were not.
        return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }
}
