package io.costflow.openshift;

import io.costflow.day.ReportType;
import io.costflow.inventory.FileCombiner;
import io.costflow.lineitem.LineItemLayout;

/** How OpenShift's files are combined while they are read. */
public final class OpenShiftFileCombiner implements FileCombiner {

    private static final long serialVersionUID = 1L;

    @Override
    public LineItemLayout layout(ReportType type) {
        return OpenShiftLineItems.layout(type);
    }

    @Override
    public int version() {
        return OpenShiftLineItems.VERSION;
    }
}
