-- Written by RoleScriptTest from what Costflow checks: mvn test -Dtest=RoleScriptTest -Dcostflow.docs.write=true
--
-- The rights of the database role that Costflow connects as: what it needs, and nothing else. Make the role first (create role costflow login
-- password '...'), then run this as the owner of koku's tables, once for each tenant and again after an upgrade of Costflow:
--
--     psql -v role=costflow -v tenant=org1234567 -f database-role.sql "dbname=koku user=koku"
--
-- psql names each table that this koku does not have, and goes on; ./costflow doctor says whether a right is missing that is needed.
-- The same with names filled in: ./costflow doctor --config FILE --grants. PostgreSQL 14 or newer.

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

-- For costflow_status, costflow_file_days, costflow_source, costflow_request, costflow_comparison and costflow_statement, which runs create, and
-- the tables of the output cost-model-facts, which its first publication creates. When they are there, create may be revoked again.
grant usage, create on schema :"tenant" to :"role";

-- What is read.
grant select on :"tenant".reporting_tenant_api_provider to :"role";
grant select on :"tenant".reporting_enabledtagkeys to :"role";
grant select on :"tenant".reporting_ocp_cost_category_namespace to :"role";
grant select on :"tenant".reporting_ocp_nodes to :"role";
grant select on :"tenant".reporting_ocpusagereportperiod to :"role";
grant select on :"tenant".reporting_awscostentrybill to :"role";
grant select on :"tenant".reporting_azurecostentrybill to :"role";
grant select on :"tenant".reporting_gcpcostentrybill to :"role";
grant select on :"tenant".price_list_cost_model_map to :"role";
grant select on :"tenant".price_list to :"role";
grant select on :"tenant".cost_model_rate to :"role";
grant select on :"tenant".reporting_awsaccountalias to :"role";
grant select on :"tenant".reporting_awsorganizationalunit to :"role";
grant select on :"tenant".reporting_tagmapping to :"role";
grant select on :"tenant".cost_model to :"role";
grant select on :"tenant".cost_model_map to :"role";
grant select on :"tenant".partitioned_tables to :"role";

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
grant select, insert, update, delete on :"tenant".reporting_ocpusagelineitem_daily_summary to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocp_gpu_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_awscostentrylineitem_daily_summary to :"role";
grant select, insert, update, delete on :"tenant".reporting_awscostentrylineitem_summary_by_ec2_compute_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpawscostlineitem_project_daily_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_cost_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_cost_summary_by_account_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_cost_summary_by_region_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_cost_summary_by_service_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_compute_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_storage_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_database_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpaws_network_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_azurecostentrylineitem_daily_summary to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazurecostlineitem_project_daily_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_cost_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_cost_summary_by_account_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_cost_summary_by_location_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_cost_summary_by_service_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_compute_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_storage_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_network_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpazure_database_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_gcpcostentrylineitem_daily_summary to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcpcostlineitem_project_daily_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_cost_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_cost_summary_by_account_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_cost_summary_by_gcp_project_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_cost_summary_by_region_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_cost_summary_by_service_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_compute_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_storage_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_network_summary_p to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocpgcp_database_summary_p to :"role";

-- koku lets the owner of a table alone make its month partitions. This function, which belongs to that owner, does it for Costflow's tables
-- and for nothing else: the row makes koku's partition manager create the partition.
create or replace function :"tenant".costflow_register_month(of_table text, month date) returns void
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    insert into :"tenant".partitioned_tables
            (schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters, active)
        select :'tenant', of_table || to_char(month, '_YYYY_MM'), of_table, 'range', 'usage_start',
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
revoke all on function :"tenant".costflow_register_month(text, date) from public;
grant execute on function :"tenant".costflow_register_month(text, date) to :"role";

-- Only needed with inventory: costflow, and to be left out otherwise: clusters with what belongs to them, the clouds that they run on, places of GCP.
grant select, insert, update, delete on :"tenant".reporting_ocp_clusters to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocp_nodes to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocp_pvcs to :"role";
grant select, insert, update, delete on :"tenant".reporting_ocp_projects to :"role";
grant select, insert on :"tenant".reporting_gcp_topology to :"role";
grant select on public.api_provider to :"role";
grant select, insert on public.api_providerinfrastructuremap to :"role";
grant update (infrastructure_id) on public.api_provider to :"role";
grant usage on sequence public.api_providerinfrastructuremap_id_seq to :"role";

-- Only needed with create-report-periods: true, and to be left out otherwise.
grant select, insert on :"tenant".reporting_ocpusagereportperiod to :"role";
grant usage on sequence :"tenant".reporting_ocpusagereportperiod_id_seq to :"role";

-- Only needed with serve, and to be left out otherwise: koku makes a table tmp_virt_... and has it filled a moment later. PostgreSQL has no rights
-- on names that begin alike, so that this is the right to add rows to what the role that runs this script makes in the schema from now on.
alter default privileges in schema :"tenant" grant insert on tables to :"role";
-- Where koku keeps costs by rates, it needs this too; the table is not there before koku has it.
-- grant select, insert on :"tenant".rates_to_usage to :"role";
-- Where koku reports metered subscriptions, it needs this; some deployments do not have these tables.
-- grant select on :"tenant".reporting_subs_id_map, :"tenant".reporting_subs_last_processed_time to :"role";
