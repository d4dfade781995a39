-- Written by RoleScriptTest from what Costflow checks: mvn test -Dtest=RoleScriptTest -Dcostflow.docs.write=true
--
-- The rights of database-role.sql for all tenants that there are, and again for new ones: it may be run at any time, by a CronJob for example
-- (k8s/grants). The owner of koku's tables runs it. Each tenant's rights are granted together or, if one of its tables is missing, not at all;
-- psql then names the table and goes on with the next tenant. It ends with status 3 if a tenant is left without rights.
--
--     psql -v role=costflow -f database-role-all.sql "dbname=koku user=koku"

-- Every role that connects may make temporary tables unless that was taken away: the rows of a day are staged in one.
grant connect, temporary on database :"DBNAME" to :"role";

-- koku's shared tables. Those of providers say which sources there are, and are not needed when the configuration lists the sources.
grant usage on schema public to :"role";
grant select on public.api_provider to :"role";
grant select on public.api_providerauthentication to :"role";
grant select on public.api_providerinfrastructuremap to :"role";
grant select on public.reporting_common_costusagereportmanifest to :"role";
grant select on public.reporting_common_costusagereportstatus to :"role";
grant select on public.reporting_common_diskcapacity to :"role";

select format($tenant$
-- For costflow_status, costflow_file_days, costflow_source, costflow_request, costflow_comparison and costflow_statement, which runs create, and
-- the tables of the output cost-model-facts, which its first publication creates. When they are there, create may be revoked again.
grant usage, create on schema %2$I to %1$I;

-- What is read.
grant select on %2$I.reporting_tenant_api_provider to %1$I;
grant select on %2$I.reporting_enabledtagkeys to %1$I;
grant select on %2$I.reporting_ocp_cost_category_namespace to %1$I;
grant select on %2$I.reporting_ocp_nodes to %1$I;
grant select on %2$I.reporting_ocpusagereportperiod to %1$I;
grant select on %2$I.reporting_awscostentrybill to %1$I;
grant select on %2$I.reporting_azurecostentrybill to %1$I;
grant select on %2$I.reporting_gcpcostentrybill to %1$I;
grant select on %2$I.price_list_cost_model_map to %1$I;
grant select on %2$I.price_list to %1$I;
grant select on %2$I.cost_model_rate to %1$I;
grant select on %2$I.reporting_awsaccountalias to %1$I;
grant select on %2$I.reporting_awsorganizationalunit to %1$I;
grant select on %2$I.reporting_tagmapping to %1$I;
grant select on %2$I.cost_model to %1$I;
grant select on %2$I.cost_model_map to %1$I;
grant select on %2$I.partitioned_tables to %1$I;

-- What is written: whole days, row by row. Partitions need no rights of their own.
-- Of reporting_ocpusagelineitem_daily_summary only rows of a source and day with
-- data_source in ('Pod', 'Storage')
--   and (infrastructure_raw_cost is null or infrastructure_raw_cost = 0)
--   and infrastructure_project_raw_cost is null
--   and raw_currency is null
--   and supplementary_usage_cost is null
--   and cost_model_rate_type is null
--   and monthly_cost_type is null
--   and distributed_cost is null.
-- Of reporting_ocp_gpu_summary_p only rows of a source and day with
-- cost_model_rate_type is null
--   and cost_model_gpu_cost is null.
grant select, insert, update, delete on %2$I.reporting_ocpusagelineitem_daily_summary to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocp_gpu_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_awscostentrylineitem_daily_summary to %1$I;
grant select, insert, update, delete on %2$I.reporting_awscostentrylineitem_summary_by_ec2_compute_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpawscostlineitem_project_daily_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_cost_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_cost_summary_by_account_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_cost_summary_by_region_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_cost_summary_by_service_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_compute_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_storage_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_database_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpaws_network_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_azurecostentrylineitem_daily_summary to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazurecostlineitem_project_daily_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_cost_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_cost_summary_by_account_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_cost_summary_by_location_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_cost_summary_by_service_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_compute_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_storage_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_network_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpazure_database_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_gcpcostentrylineitem_daily_summary to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcpcostlineitem_project_daily_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_cost_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_cost_summary_by_account_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_cost_summary_by_gcp_project_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_cost_summary_by_region_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_cost_summary_by_service_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_compute_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_storage_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_network_summary_p to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocpgcp_database_summary_p to %1$I;

-- koku lets the owner of a table alone make its month partitions. This function, which belongs to that owner, does it for Costflow's tables
-- and for nothing else: the row makes koku's partition manager create the partition.
create or replace function %2$I.costflow_register_month(of_table text, month date) returns void
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    insert into %2$I.partitioned_tables
            (schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters, active)
        select %2$L, of_table || to_char(month, '_YYYY_MM'), of_table, 'range', 'usage_start',
            jsonb_build_object('default', false, 'from', month::text, 'to', (month + interval '1 month')::date::text), true
        where month = date_trunc('month', month)::date and of_table in (
            'reporting_ocpusagelineitem_daily_summary',
            'reporting_ocp_gpu_summary_p',
            'reporting_awscostentrylineitem_daily_summary',
            'reporting_awscostentrylineitem_summary_by_ec2_compute_p',
            'reporting_ocpawscostlineitem_project_daily_summary_p',
            'reporting_ocpaws_cost_summary_p',
            'reporting_ocpaws_cost_summary_by_account_p',
            'reporting_ocpaws_cost_summary_by_region_p',
            'reporting_ocpaws_cost_summary_by_service_p',
            'reporting_ocpaws_compute_summary_p',
            'reporting_ocpaws_storage_summary_p',
            'reporting_ocpaws_database_summary_p',
            'reporting_ocpaws_network_summary_p',
            'reporting_azurecostentrylineitem_daily_summary',
            'reporting_ocpazurecostlineitem_project_daily_summary_p',
            'reporting_ocpazure_cost_summary_p',
            'reporting_ocpazure_cost_summary_by_account_p',
            'reporting_ocpazure_cost_summary_by_location_p',
            'reporting_ocpazure_cost_summary_by_service_p',
            'reporting_ocpazure_compute_summary_p',
            'reporting_ocpazure_storage_summary_p',
            'reporting_ocpazure_network_summary_p',
            'reporting_ocpazure_database_summary_p',
            'reporting_gcpcostentrylineitem_daily_summary',
            'reporting_ocpgcpcostlineitem_project_daily_summary_p',
            'reporting_ocpgcp_cost_summary_p',
            'reporting_ocpgcp_cost_summary_by_account_p',
            'reporting_ocpgcp_cost_summary_by_gcp_project_p',
            'reporting_ocpgcp_cost_summary_by_region_p',
            'reporting_ocpgcp_cost_summary_by_service_p',
            'reporting_ocpgcp_compute_summary_p',
            'reporting_ocpgcp_storage_summary_p',
            'reporting_ocpgcp_network_summary_p',
            'reporting_ocpgcp_database_summary_p')
        on conflict do nothing;
end;
revoke all on function %2$I.costflow_register_month(text, date) from public;
grant execute on function %2$I.costflow_register_month(text, date) to %1$I;

-- Only needed with inventory: costflow, and to be left out otherwise: clusters with what belongs to them, the clouds that they run on, places of GCP.
grant select, insert, update, delete on %2$I.reporting_ocp_clusters to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocp_nodes to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocp_pvcs to %1$I;
grant select, insert, update, delete on %2$I.reporting_ocp_projects to %1$I;
grant select, insert on %2$I.reporting_gcp_topology to %1$I;
grant select on public.api_provider to %1$I;
grant select, insert on public.api_providerinfrastructuremap to %1$I;
grant update (infrastructure_id) on public.api_provider to %1$I;
grant usage on sequence public.api_providerinfrastructuremap_id_seq to %1$I;

-- Only needed with create-report-periods: true, and to be left out otherwise.
grant select, insert on %2$I.reporting_ocpusagereportperiod to %1$I;
grant usage on sequence %2$I.reporting_ocpusagereportperiod_id_seq to %1$I;

-- Only needed with serve, and to be left out otherwise: koku makes a table tmp_virt_... and has it filled a moment later. PostgreSQL has no rights
-- on names that begin alike, so that this is the right to add rows to what the role that runs this script makes in the schema from now on.
alter default privileges in schema %2$I grant insert on tables to %1$I;
-- Where koku keeps costs by rates, it needs this too; the table is not there before koku has it.
-- grant select, insert on %2$I.rates_to_usage to %1$I;
-- Where koku reports metered subscriptions, it needs this; some deployments do not have these tables.
-- grant select on %2$I.reporting_subs_id_map, %2$I.reporting_subs_last_processed_time to %1$I;
$tenant$, :'role', n.nspname)
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relname = 'reporting_tenant_api_provider' and c.relkind in ('r', 'p') and n.nspname not in ('public', 'template0')
order by n.nspname
\gexec

\set ON_ERROR_STOP on
select format('do $complaint$ begin raise exception %L; end $complaint$', 'No rights on ' || string_agg(n.nspname, ', ' order by n.nspname))
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relname = 'reporting_tenant_api_provider' and c.relkind in ('r', 'p') and n.nspname not in ('public', 'template0')
and not has_schema_privilege(:'role', n.oid, 'usage')
having count(*) > 0
\gexec
