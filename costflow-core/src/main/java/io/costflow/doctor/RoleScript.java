package io.costflow.doctor;

import io.costflow.database.SqlName;
import io.costflow.provider.Providers;
import io.costflow.publish.MonthRegistration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL script that gives a database role what Costflow needs, and nothing else. The owner of koku's tables runs it, again after an upgrade. It needs PostgreSQL
 * 14 or newer.
 */
public final class RoleScript {

    private static final String FOR_ALL = """
            -- Every role that connects may make temporary tables unless that was taken away: the rows of a day are staged in one.
            grant connect, temporary on database %2$s to %1$s;

            -- koku's shared tables. Those of providers say which sources there are, and are not needed when the configuration lists the sources.
            grant usage on schema public to %1$s;
            """;

    private static final String FOR_TENANT = """

            -- For costflow_status, costflow_file_days, costflow_source, costflow_request, costflow_comparison and costflow_statement, which runs create, and
            -- the tables of the output cost-model-facts, which its first publication creates. When they are there, create may be revoked again.
            grant usage, create on schema %2$s to %1$s;

            -- What is read.
            %4$s
            -- What is written: whole days, row by row. Partitions need no rights of their own.
            %8$s%5$s
            -- koku lets the owner of a table alone make its month partitions. This function, which belongs to that owner, does it for Costflow's tables
            -- and for nothing else: the row makes koku's partition manager create the partition.
            create or replace function %2$s.%6$s(of_table text, month date) returns void
                language sql security definer set search_path = pg_catalog, pg_temp
            begin atomic
                insert into %2$s.partitioned_tables
                        (schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters, active)
                    select %3$s, of_table || to_char(month, '_YYYY_MM'), of_table, 'range', 'usage_start',
                        jsonb_build_object('default', false, 'from', month::text, 'to', (month + interval '1 month')::date::text), true
                    where month = date_trunc('month', month)::date and of_table in (
                        %7$s)
                    on conflict do nothing;
            end;
            revoke all on function %2$s.%6$s(text, date) from public;
            grant execute on function %2$s.%6$s(text, date) to %1$s;

            -- Only needed with inventory: costflow, and to be left out otherwise: clusters with what belongs to them, the clouds that they run on, places of GCP.
            %9$sgrant update (infrastructure_id) on public.api_provider to %1$s;
            grant usage on sequence public.api_providerinfrastructuremap_id_seq to %1$s;

            -- Only needed with create-report-periods: true, and to be left out otherwise.
            %10$sgrant usage on sequence %2$s.reporting_ocpusagereportperiod_id_seq to %1$s;

            -- Only needed with serve, and to be left out otherwise: koku makes a table tmp_virt_... and has it filled a moment later. PostgreSQL has no rights
            -- on names that begin alike, so that this is the right to add rows to what the role that runs this script makes in the schema from now on.
            alter default privileges in schema %2$s grant insert on tables to %1$s;
            -- Where koku keeps costs by rates, it needs this too; the table is not there before koku has it.
            -- grant select, insert on %2$s.rates_to_usage to %1$s;
            -- Where koku reports metered subscriptions, it needs this; some deployments do not have these tables.
            -- grant select on %2$s.reporting_subs_id_map, %2$s.reporting_subs_last_processed_time to %1$s;
            """;

    private static final String ABOUT_PSQL = """
            -- Written by RoleScriptTest from what Costflow checks: mvn test -Dtest=RoleScriptTest -Dcostflow.docs.write=true
            --
            -- The rights of the database role that Costflow connects as: what it needs, and nothing else. Make the role first (create role costflow login
            -- password '...'), then run this as the owner of koku's tables, once for each tenant and again after an upgrade of Costflow:
            --
            --     psql -v role=costflow -v tenant=org1234567 -f database-role.sql "dbname=koku user=koku"
            --
            -- psql names each table that this koku does not have, and goes on; ./costflow doctor says whether a right is missing that is needed.
            -- The same with names filled in: ./costflow doctor --config FILE --grants. PostgreSQL 14 or newer.

            """;

    private static final String ABOUT_ALL = """
            -- Written by RoleScriptTest from what Costflow checks: mvn test -Dtest=RoleScriptTest -Dcostflow.docs.write=true
            --
            -- The rights of database-role.sql for all tenants that there are, and again for new ones: it may be run at any time, by a CronJob for example
            -- (k8s/grants). The owner of koku's tables runs it. Each tenant's rights are granted together or, if one of its tables is missing, not at all;
            -- psql then names the table and goes on with the next tenant. It ends with status 3 if a tenant is left without rights.
            --
            --     psql -v role=costflow -f database-role-all.sql "dbname=koku user=koku"

            """;

    private static final String FROM_TENANTS = """
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relname = 'reporting_tenant_api_provider' and c.relkind in ('r', 'p') and n.nspname not in ('public', 'template0')
            """;

    private RoleScript() {}

    /**
     * The script for a role and some tenants.
     *
     * @param database the database's name
     */
    public static String of(String role, String database, Collection<String> tenants) {
        String quotedRole = SqlName.quoted(role);
        return forAll(quotedRole, SqlName.quoted(database))
                + tenants.stream()
                        .map(tenant -> forTenant(quotedRole, SqlName.quoted(tenant), SqlName.literal(tenant)))
                        .collect(Collectors.joining());
    }

    /** The script for psql, whose variables {@code role} and {@code tenant} say for whom it is. psql quotes them. */
    static String forPsql() {
        return ABOUT_PSQL + forAll(":\"role\"", ":\"DBNAME\"") + forTenant(":\"role\"", ":\"tenant\"", ":'tenant'");
    }

    /** The script for psql that gives the role of its variable {@code role} the rights of all tenants. */
    static String forAllTenants() {
        return ABOUT_ALL + forAll(":\"role\"", ":\"DBNAME\"") + "\n" + statementsOfTenants(":'role'") + "\n\\gexec\n\n\\set ON_ERROR_STOP on\n"
                + complaintOfTenants(":'role'") + "\n\\gexec\n";
    }

    /** A query for the statements that give a role its rights, with a row for each tenant. */
    static String statementsOfTenants(String roleText) {
        return "select format($tenant$" + forTenant("%1$I", "%2$I", "%2$L") + "$tenant$, " + roleText + ", n.nspname)\n" + FROM_TENANTS
                + "order by n.nspname";
    }

    /** A query for the statement that fails and names the tenants whose schemas a role may not use; without a row if there are none. */
    static String complaintOfTenants(String roleText) {
        return "select format('do $complaint$ begin raise exception %L; end $complaint$', 'No rights on ' || string_agg(n.nspname, ', ' order by n.nspname))\n"
                + FROM_TENANTS + "and not has_schema_privilege(" + roleText + ", n.oid, 'usage')\n"
                + "having count(*) > 0";
    }

    /** The statement that gives a role what it lacks on a table. */
    static String grant(List<String> privileges, String schema, String table, String role) {
        return grant(privileges, SqlName.quoted(schema, table), SqlName.quoted(role));
    }

    private static String grant(List<String> privileges, String table, String role) {
        return "grant " + String.join(", ", privileges) + " on " + table + " to " + role + ";";
    }

    private static String forAll(String role, String database) {
        return FOR_ALL.formatted(role, database) + grants(RequiredTable.SHARED, "public", role);
    }

    private static String forTenant(String role, String tenant, String tenantText) {
        String tables = RequiredTable.SUMMARIES.stream().map(table -> SqlName.literal(table.name())).collect(Collectors.joining(",\n            "));
        return FOR_TENANT.formatted(
                role, tenant, tenantText, grants(RequiredTable.REFERENCE, tenant, role), grants(RequiredTable.SUMMARIES, tenant, role), MonthRegistration.FUNCTION,
                tables, ownedRows(), grants(RequiredTable.INVENTORY, tenant, role) + grants(RequiredTable.LINKS, "public", role),
                grants(RequiredTable.REPORT_PERIODS, tenant, role));
    }

    /** Says which rows are ours of each table that koku writes too. */
    private static String ownedRows() {
        return Providers.outputs().stream().flatMap(output -> output.tables().stream()).filter(table -> table.owned() != null)
                .map(table -> "-- Of " + table.name() + " only rows of a source and day with\n-- " + table.owned().replace(" and ", "\n--   and ") + ".\n")
                .collect(Collectors.joining());
    }

    private static String grants(List<RequiredTable> tables, String schema, String role) {
        return tables.stream().map(table -> grant(table.privileges(), schema + "." + table.name(), role) + "\n").collect(Collectors.joining());
    }
}
