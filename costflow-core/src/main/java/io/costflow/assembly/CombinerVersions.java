package io.costflow.assembly;

import io.costflow.day.ReportType;
import java.io.Serializable;

/** Which contributions can be used: those that the present combiner of their report type made. */
@FunctionalInterface
public interface CombinerVersions extends Serializable {

    /** The version of the present combiner of a report type. */
    int of(ReportType type);
}
