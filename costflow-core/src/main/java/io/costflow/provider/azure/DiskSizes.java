package io.costflow.provider.azure;

import io.costflow.provider.cloud.Numbers;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.reference.ReferenceTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sizes of Azure's disks by the names that meters have in them, such as {@code P10} in {@code P10 LRS Disk} (Z.5). */
final class DiskSizes {

    static final ReferenceTable TABLE = new ReferenceTable(
            "public", "reporting_common_diskcapacity", "product_substring, capacity", "product_substring collate \"C\", capacity", "provider_type = 'Azure'");

    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, Double> byMeter = new HashMap<>();

    private DiskSizes() {}

    static DiskSizes of(ReferenceSnapshot reference) {
        DiskSizes sizes = new DiskSizes();
        for (Row row : reference.rows(TABLE)) {
            sizes.sizes.merge(row.values().get(0), Integer.parseInt(row.values().get(1)), Math::max);
        }
        return sizes;
    }

    /** The size in GiB that the name of a meter says, the largest of several; NaN when it says none. */
    double of(String meterName) {
        return meterName == null ? Numbers.NULL : byMeter.computeIfAbsent(meterName, this::find);
    }

    /** A space must follow, so that P1 is not found in P10. */
    private double find(String meterName) {
        double largest = Numbers.NULL;
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            if (meterName.contains(size.getKey() + " ")) {
                largest = Numbers.larger(largest, size.getValue());
            }
        }
        return largest;
    }
}
