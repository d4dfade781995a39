package io.costflow.provider;

import io.costflow.provider.aws.Aws;
import io.costflow.provider.azure.Azure;
import io.costflow.provider.gcp.Gcp;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.publish.Table;
import io.costflow.reference.ProviderTables;
import io.costflow.reference.ReferenceCatalog;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.SourceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All providers. Nothing else lists kinds of sources. */
public final class Providers {

    private static final List<Provider> ALL = List.of(OpenShift.PROVIDER, Aws.PROVIDER, Azure.PROVIDER, Gcp.PROVIDER);

    private static final Map<String, Provider> BY_TYPE = ALL.stream().collect(Collectors.toMap(Provider::name, Function.identity()));

    private static final List<Output> OUTPUTS = ALL.stream().flatMap(provider -> provider.outputs().stream()).toList();

    private static final Map<String, Report> REPORTS =
            ALL.stream().flatMap(provider -> provider.reports().stream()).collect(Collectors.toMap(Report::id, Function.identity()));

    private Providers() {}

    /** Every provider, clusters first. */
    public static List<Provider> all() {
        return ALL;
    }

    /** The provider of a source. */
    public static Provider of(SourceSettings source) {
        return known(BY_TYPE, source.type(), "type of source");
    }

    /** The provider that delivers a report. */
    public static Provider ofReport(String report) {
        return ALL.stream().filter(provider -> provider.reports().contains(report(report))).findFirst().orElseThrow();
    }

    /** The report of an id. */
    public static Report report(String id) {
        return known(REPORTS, id, "report");
    }

    /** Every report. */
    public static List<Report> reports() {
        return ALL.stream().flatMap(provider -> provider.reports().stream()).toList();
    }

    /** Every output, in the order in which they are shown. */
    public static List<Output> outputs() {
        return OUTPUTS;
    }

    /** The output of an id. */
    public static Output output(String id) {
        for (Output output : OUTPUTS) {
            if (output.id().equals(id)) {
                return output;
            }
        }
        throw new IllegalArgumentException("There is no output " + id + ".");
    }

    /** The tables of every output of a branch, by the output's id. */
    public static Map<String, List<Table<?>>> tables(Branch branch) {
        Map<String, List<Table<?>>> tables = new TreeMap<>();
        for (Provider provider : ALL) {
            for (Output output : provider.outputs()) {
                if (Branch.of(provider, output) == branch) {
                    tables.put(output.id(), output.tables());
                }
            }
        }
        return tables;
    }

    /** What the configuration knows of them. */
    public static List<SourceType> types() {
        return ALL.stream().map(Provider::type).toList();
    }

    /** Finds the sources of a run. */
    public static SourceDirectory directory() {
        return new SourceDirectory(types());
    }

    /** Reads the reference data that the outputs of a run need. */
    public static ReferenceCatalog references(Settings settings) {
        Set<String> wanted = WantedOutputs.ids(settings);
        List<ProviderTables> tables =
                ALL.stream().map(provider -> provider.reference(output -> wanted.contains(output.id()) && mayHaveSources(provider, settings))).toList();
        return new ReferenceCatalog(settings, directory(), tables);
    }

    private static boolean mayHaveSources(Provider provider, Settings settings) {
        return settings.discoversSources() || settings.sources().stream().anyMatch(source -> source.type().equals(provider.name()));
    }

    private static <T> T known(Map<String, T> values, String name, String what) {
        T value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no " + what + " " + name + ".");
        }
        return value;
    }
}
