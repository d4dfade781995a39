package io.costflow.doctor;

import io.costflow.provider.aws.AwsBilling;
import io.costflow.provider.openshift.UsageTable;
import io.costflow.publish.PublishedTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of koku's that Costflow uses, and what it does with it. From here come the check of the tables, the statements that mend what is missing, and the
 * script with the rights of the database role, so that they cannot differ.
 *
 * @param name the table
 * @param privileges what the role needs on it, in lower case
 * @param needed when it has to be there
 */
record RequiredTable(String name, List<String> privileges, Needed needed) {

    /** When a table has to be there. */
    enum Needed {
        ALWAYS,
        /** When the tenant has an AWS source. */
        WITH_AWS,
        /** When the sources are not listed in the configuration. */
        FOR_DISCOVERY,
        /** Read if it is there. */
        NEVER
    }

    private static final List<String> READ = List.of("select");
    private static final List<String> REPLACE = List.of("select", "insert", "update", "delete");

    /** The tables in {@code public}. */
    static final List<RequiredTable> SHARED = List.of(
            new RequiredTable("api_provider", READ, Needed.FOR_DISCOVERY),
            new RequiredTable("api_providerauthentication", READ, Needed.FOR_DISCOVERY),
            new RequiredTable("api_providerinfrastructuremap", READ, Needed.FOR_DISCOVERY));

    /** The registry of koku's partition manager. */
    static final String PARTITION_REGISTRY = "partitioned_tables";

    /** The tables of a tenant's schema that are read. */
    static final List<RequiredTable> REFERENCE = List.of(
            new RequiredTable("reporting_tenant_api_provider", READ, Needed.FOR_DISCOVERY),
            new RequiredTable("reporting_enabledtagkeys", READ, Needed.ALWAYS),
            new RequiredTable("reporting_ocp_cost_category_namespace", READ, Needed.ALWAYS),
            new RequiredTable("reporting_ocp_nodes", READ, Needed.ALWAYS),
            new RequiredTable("reporting_ocpusagereportperiod", READ, Needed.ALWAYS),
            new RequiredTable("reporting_awscostentrybill", READ, Needed.WITH_AWS),
            new RequiredTable("reporting_awsaccountalias", READ, Needed.NEVER),
            new RequiredTable("cost_model", READ, Needed.NEVER),
            new RequiredTable("cost_model_map", READ, Needed.NEVER),
            new RequiredTable(PARTITION_REGISTRY, READ, Needed.NEVER));

    /** The tables of a tenant's schema that days are published to. */
    static final List<RequiredTable> SUMMARIES = Stream.concat(
                    Stream.of(new RequiredTable(UsageTable.TABLE.name(), REPLACE, Needed.ALWAYS)),
                    new AwsBilling().tables().stream().map(PublishedTable::name).map(name -> new RequiredTable(name, REPLACE, Needed.WITH_AWS)))
            .toList();

    /** All tables of a tenant's schema. */
    static final List<RequiredTable> OF_TENANT = Stream.concat(REFERENCE.stream(), SUMMARIES.stream()).toList();

    /** Whether a run cannot do without it. */
    boolean isNeeded(boolean discovering, boolean aws) {
        return switch (needed) {
            case ALWAYS -> true;
            case WITH_AWS -> aws;
            case FOR_DISCOVERY -> discovering;
            case NEVER -> false;
        };
    }
}
