package io.costflow.provider.azure;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.azure.AzureLineItems.Dimension;
import java.util.HashMap;
import java.util.Map;

/** The units of line items. Each distinct one is read once. */
final class UnitsOfMeasure {

    private record Texts(String unit, String meterCategory) {}

    private final Map<Texts, UnitOfMeasure> units = new HashMap<>();

    UnitOfMeasure of(GroupTable table, int group) {
        Texts texts = new Texts(Dimension.UNIT_OF_MEASURE.of(table, group), Dimension.METER_CATEGORY.of(table, group));
        return units.computeIfAbsent(texts, absent -> UnitOfMeasure.of(texts.unit(), texts.meterCategory()));
    }
}
