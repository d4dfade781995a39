package io.costflow.provider.openshift;

import io.costflow.day.ReportType;
import io.costflow.lineitem.CombinedDay;

/**
 * A file's line items of one day.
 *
 * @param type what the file holds
 * @param lineItems its line items of the day, combined as {@link OpenShiftLineItems} says
 */
record DayFile(ReportType type, CombinedDay lineItems) {}
