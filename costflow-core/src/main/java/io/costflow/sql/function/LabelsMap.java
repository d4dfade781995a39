package io.costflow.sql.function;

import java.util.Map;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.ScalarFunction;

/** {@code labels_map(labels)}: all labels of a JSON text as a map from keys to values; NULL for a text that is no JSON object. */
public final class LabelsMap extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    private final LabelTexts texts = new LabelTexts();

    /** The map, or null. */
    @DataTypeHint(value = "MAP<STRING, STRING>", bridgedTo = MapData.class)
    public MapData eval(@DataTypeHint("STRING") StringData labels) {
        Map<StringData, StringData> found = labels == null ? null : texts.of(labels);
        return found == null ? null : new GenericMapData(found);
    }
}
