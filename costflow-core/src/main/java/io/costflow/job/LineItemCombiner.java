package io.costflow.job;

import io.costflow.provider.aws.AwsLineItems;
import io.costflow.day.ReportType;
import io.costflow.inventory.FileCombiner;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.provider.openshift.OpenShiftLineItems;

/** How the files of every report type are combined while they are read. */
final class LineItemCombiner implements FileCombiner {

    private static final long serialVersionUID = 1L;

    @Override
    public LineItemLayout layout(ReportType type) {
        return switch (type) {
            case AWS_HOURLY -> AwsLineItems.hourly();
            case AWS_DAILY -> AwsLineItems.daily();
            case POD_USAGE_HOURLY, POD_USAGE_DAILY, STORAGE_USAGE_HOURLY, STORAGE_USAGE_DAILY, NODE_LABELS_HOURLY, NODE_LABELS_DAILY,
                    NAMESPACE_LABELS_HOURLY, NAMESPACE_LABELS_DAILY -> OpenShiftLineItems.layout(type);
        };
    }

    @Override
    public int version(ReportType type) {
        return switch (type) {
            case AWS_HOURLY, AWS_DAILY -> AwsLineItems.VERSION;
            case POD_USAGE_HOURLY, POD_USAGE_DAILY, STORAGE_USAGE_HOURLY, STORAGE_USAGE_DAILY, NODE_LABELS_HOURLY, NODE_LABELS_DAILY,
                    NAMESPACE_LABELS_HOURLY, NAMESPACE_LABELS_DAILY -> OpenShiftLineItems.VERSION;
        };
    }
}
