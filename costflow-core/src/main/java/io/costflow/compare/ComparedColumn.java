package io.costflow.compare;

import io.costflow.publish.Column;

/**
 * A column that rows are compared by.
 *
 * @param name its name
 * @param numeric whether a difference within the tolerance is none
 * @param shared whether koku computes it again from rounded costs
 * @param labels whether it holds labels or tags
 */
record ComparedColumn(String name, boolean numeric, boolean shared, boolean labels) {

    static ComparedColumn of(Column<?> column) {
        boolean numeric = column.kind() == Column.Kind.NUMBER || column.kind() == Column.Kind.DECIMAL;
        return new ComparedColumn(column.name(), numeric, column.shared(), column.kind() == Column.Kind.JSON);
    }
}
