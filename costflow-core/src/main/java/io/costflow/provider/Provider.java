package io.costflow.provider;

import io.costflow.day.LakeFile;
import io.costflow.reference.ProviderTables;
import io.costflow.settings.SourceType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A kind of source with everything that is particular to it. Adding one takes a new package and a line in {@link Providers}.
 *
 * @param name koku's name for it, without {@code -local}: the {@code type} of sources in the configuration
 * @param title what messages call it
 * @param isCloud whether clusters may run on sources of this kind
 * @param keys the keys that its sources have in the configuration besides those of all sources
 * @param reports its files
 * @param folders which line items lie in the folder of a month
 * @param fileNames what their names say
 * @param manifestRule which of several manifests counts
 * @param billTable the table with a row per source and month that its rows refer to; null if it is no cloud
 * @param outputs what can be published of it
 * @param lineItemTables its line items as tables
 * @param link how its line items show which clusters run on it; null if none do
 * @param addedTables its tables to which rows are only added
 */
public record Provider(
        String name,
        String title,
        boolean isCloud,
        List<String> keys,
        List<Report> reports,
        MonthFolders folders,
        FileNames fileNames,
        ManifestRule manifestRule,
        String billTable,
        List<Output> outputs,
        List<LineItemTable> lineItemTables,
        LinkRule link,
        List<AddedTable> addedTables) {

    /** A provider that shows no clusters, and adds to no table. */
    public Provider(
            String name,
            String title,
            boolean isCloud,
            List<String> keys,
            List<Report> reports,
            MonthFolders folders,
            FileNames fileNames,
            ManifestRule manifestRule,
            String billTable,
            List<Output> outputs,
            List<LineItemTable> lineItemTables) {
        this(name, title, isCloud, keys, reports, folders, fileNames, manifestRule, billTable, outputs, lineItemTables, null, List.of());
    }

    /** A provider whose folders are by the month of usage. */
    public Provider(
            String name,
            String title,
            boolean isCloud,
            List<String> keys,
            List<Report> reports,
            FileNames fileNames,
            ManifestRule manifestRule,
            String billTable,
            List<Output> outputs,
            List<LineItemTable> lineItemTables) {
        this(name, title, isCloud, keys, reports, MonthFolders.BY_USAGE, fileNames, manifestRule, billTable, outputs, lineItemTables);
    }

    /** The same provider, whose line items show which clusters run on it. */
    public Provider linkedBy(LinkRule rule) {
        return new Provider(
                name, title, isCloud, keys, reports, folders, fileNames, manifestRule, billTable, outputs, lineItemTables, rule, addedTables);
    }

    /** The same provider, which adds rows to a table. */
    public Provider addingTo(AddedTable table) {
        return new Provider(
                name, title, isCloud, keys, reports, folders, fileNames, manifestRule, billTable, outputs, lineItemTables, link, List.of(table));
    }

    /** What the configuration knows of it. */
    public SourceType type() {
        return new SourceType(name, isCloud, keys, outputs.stream().map(Output::id).toList());
    }

    /**
     * Whether a day in a file's name is the day of every line item of the file. koku splits the reports of clusters by usage, but bills by the interval that is
     * billed: the usage of a line item may have started on another day.
     */
    public boolean namesSayDaysOfUsage() {
        return !isCloud;
    }

    /** The reference data that its outputs need. */
    public ProviderTables reference() {
        return reference(output -> true);
    }

    /** The reference data that some of its outputs need. */
    public ProviderTables reference(Predicate<Output> wanted) {
        return new ProviderTables(
                name, billTable, outputs.stream().filter(wanted).flatMap(output -> output.reference().stream()).distinct().toList());
    }

    /** The output that attributes the cloud's bill to clusters, if it has one. */
    public Optional<CorrelatedOutput> correlatedOutput() {
        return outputs.stream().filter(CorrelatedOutput.class::isInstance).map(CorrelatedOutput.class::cast).findFirst();
    }

    /** The output that tells a cloud about a cluster's day, if it has one. */
    public Optional<DayOutput> factsOutput() {
        return outputs.stream().filter(output -> output instanceof DayOutput day && day.suppliesFacts()).map(DayOutput.class::cast).findFirst();
    }

    /** Whether several manifests delivered files of one report, as names say, so that it matters which of them counts. */
    public boolean haveOverlappingManifests(Collection<LakeFile> files) {
        return files.stream()
                .collect(Collectors.groupingBy(file -> Providers.report(file.report()).name()))
                .values().stream()
                .anyMatch(fileNames::haveSeveralManifests);
    }
}
