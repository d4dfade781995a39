package io.costflow.doctor;

import io.costflow.inventory.ObjectTables;
import io.costflow.provider.Output;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceReader;
import io.costflow.reference.ReferenceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of koku's that Costflow uses, and what it does with it. From here come the check of the tables, the statements that mend what is missing, and the
 * script with the rights of the database role, so that they cannot differ.
 *
 * @param name the table
 * @param privileges what the role needs on it, in lower case
 * @param neededFor what it has to be there for: {@link #EVERYTHING}, {@link #DISCOVERY}, {@link #NOTHING}, a kind of source or an output
 * @param mayBeAbsent whether even what it is needed for does without it
 */
record RequiredTable(String name, List<String> privileges, String neededFor, boolean mayBeAbsent) {

    /** A table that has to be there for what it is needed for. */
    RequiredTable(String name, List<String> privileges, String neededFor) {
        this(name, privileges, neededFor, false);
    }

    static final String EVERYTHING = "everything";
    /** When the sources are not listed in the configuration. */
    static final String DISCOVERY = "discovery";
    /** Read if it is there. */
    static final String NOTHING = "nothing";

    private static final List<String> READ = List.of("select");
    private static final List<String> ADD = List.of("select", "insert");
    private static final List<String> REPLACE = List.of("select", "insert", "update", "delete");

    /** The tables in {@code public}. */
    static final List<RequiredTable> SHARED = Stream.of(
                    Stream.of("api_provider", "api_providerauthentication", "api_providerinfrastructuremap").map(table -> new RequiredTable(table, READ, DISCOVERY)),
                    Stream.of("reporting_common_costusagereportmanifest", "reporting_common_costusagereportstatus").map(table -> new RequiredTable(table, READ, NOTHING)),
                    ofProviders("public"))
            .flatMap(tables -> tables)
            .toList();

    /** The registry of koku's partition manager. */
    static final String PARTITION_REGISTRY = "partitioned_tables";

    /** The tables of a tenant's schema that are read. */
    static final List<RequiredTable> REFERENCE = reference();

    /** The tables of a tenant's schema that days are published to. */
    static final List<RequiredTable> SUMMARIES = Providers.outputs().stream()
            .flatMap(output -> output.tables().stream().filter(table -> !table.own()).map(table -> new RequiredTable(table.name(), REPLACE, output.id())))
            .toList();

    /** The tables of a tenant's schema that say what there is, where Costflow keeps them. */
    static final List<RequiredTable> INVENTORY = Stream.concat(
                    ObjectTables.NAMES.stream().map(table -> new RequiredTable(table, REPLACE, EVERYTHING)),
                    Providers.all().stream().flatMap(provider -> provider.addedTables().stream().map(table -> new RequiredTable(table.name(), ADD, provider.name()))))
            .toList();

    /** The shared tables of links between clusters and clouds, where Costflow keeps them. */
    static final List<RequiredTable> LINKS =
            List.of(new RequiredTable("api_provider", READ, EVERYTHING), new RequiredTable("api_providerinfrastructuremap", ADD, EVERYTHING));

    /** The table of report periods, where Costflow adds what is missing. */
    static final List<RequiredTable> REPORT_PERIODS = List.of(new RequiredTable(ReferenceReader.REPORT_PERIODS, ADD, EVERYTHING));

    /** All tables of a tenant's schema. */
    static final List<RequiredTable> OF_TENANT = Stream.concat(REFERENCE.stream(), SUMMARIES.stream()).toList();

    private static List<RequiredTable> reference() {
        List<RequiredTable> tables = new ArrayList<>(List.of(
                new RequiredTable("reporting_tenant_api_provider", READ, DISCOVERY),
                new RequiredTable("reporting_enabledtagkeys", READ, EVERYTHING),
                new RequiredTable("reporting_ocp_cost_category_namespace", READ, EVERYTHING),
                new RequiredTable("reporting_ocp_nodes", READ, EVERYTHING),
                new RequiredTable("reporting_ocpusagereportperiod", READ, EVERYTHING)));
        for (Provider provider : Providers.all()) {
            if (provider.billTable() != null) {
                tables.add(new RequiredTable(provider.billTable(), READ, provider.name()));
            }
        }
        List<RequiredTable> ofAll = Stream.of("reporting_tagmapping", "cost_model", "cost_model_map").map(table -> new RequiredTable(table, READ, NOTHING)).toList();
        Set<String> names = ofAll.stream().map(RequiredTable::name).collect(Collectors.toSet());
        ofProviders(null).filter(table -> !names.contains(table.name())).forEach(tables::add);
        tables.addAll(ofAll);
        tables.add(new RequiredTable(PARTITION_REGISTRY, READ, NOTHING));
        return List.copyOf(tables);
    }

    /** The tables of a schema, null for that of the tenant, that only one kind of source needs. */
    private static Stream<RequiredTable> ofProviders(String schema) {
        List<RequiredTable> tables = new ArrayList<>();
        for (Provider provider : Providers.all()) {
            for (ReferenceTable table : provider.reference().others()) {
                if (Objects.equals(table.schema(), schema)) {
                    List<String> readers = provider.outputs().stream().filter(output -> output.reference().contains(table)).map(Output::id).toList();
                    tables.add(new RequiredTable(table.name(), READ, readers.size() == 1 ? readers.get(0) : NOTHING, table.mayBeAbsent()));
                }
            }
        }
        return tables.stream();
    }

    /** Whether it is read where it is there, even if nothing needs it. */
    boolean isReadAnyway() {
        return neededFor.equals(NOTHING) || neededFor.equals(EVERYTHING)
                || privileges.equals(READ) && Providers.all().stream().anyMatch(provider -> provider.name().equals(neededFor));
    }

    /**
     * Whether a run cannot do without it.
     *
     * @param needs the kinds of sources and the outputs that a tenant has
     */
    boolean isNeeded(boolean discovering, Set<String> needs) {
        return switch (neededFor) {
            case EVERYTHING -> true;
            case DISCOVERY -> discovering;
            case NOTHING -> false;
            default -> needs.contains(neededFor);
        };
    }
}
