package io.costflow.sql.function;

import java.util.Map;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.ScalarFunction;

/** {@code label_value(labels, key)}: the value of a label from the JSON text of all; NULL without that label, and for a text that is no JSON object. */
public final class LabelValue extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    private final LabelTexts texts = new LabelTexts();

    /** The value, or null. */
    @DataTypeHint("STRING")
    public StringData eval(@DataTypeHint("STRING") StringData labels, @DataTypeHint("STRING") StringData key) {
        if (labels == null || key == null) {
            return null;
        }
        Map<StringData, StringData> found = texts.of(labels);
        return found == null ? null : found.get(key);
    }
}
