package io.costflow.provider;

import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.CombinedDay;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that an output of a day is computed from.
 *
 * @param day the day
 * @param source its source
 * @param files the files that count, in path order: sums are added in that order
 * @param layouts how the files were combined
 * @param reference the tenant's reference data
 * @param remarks takes sentences that are worth reporting about the day, although it is computed as specified
 */
public record DayContents(
        SourceDay day, SourceSettings source, List<File> files, Layouts layouts, ReferenceSnapshot reference, Consumer<String> remarks) {

    /**
     * A file's line items of the day.
     *
     * @param report the id of the report that the file holds
     * @param lineItems combined as the layout of the report says
     */
    public record File(String report, CombinedDay lineItems) {}

    /** The groups of all files of a report, file by file. */
    public List<GroupTable> tables(Report report, Grouping grouping) {
        int table = layouts.table(report, grouping);
        List<GroupTable> tables = new ArrayList<>();
        for (File file : files) {
            if (file.report().equals(report.id())) {
                tables.add(file.lineItems().table(table));
            }
        }
        return tables;
    }
}
