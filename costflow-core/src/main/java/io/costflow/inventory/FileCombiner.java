package io.costflow.inventory;

import io.costflow.day.ReportType;
import io.costflow.lineitem.LineItemLayout;
import java.io.Serializable;

/** How each report type's files are combined while they are read; given by whoever computes with them. */
public interface FileCombiner extends Serializable {

    /** What is taken from the files of a report type. */
    LineItemLayout layout(ReportType type);

    /** The version of a layout: contributions of another version are read again. */
    int version(ReportType type);
}
