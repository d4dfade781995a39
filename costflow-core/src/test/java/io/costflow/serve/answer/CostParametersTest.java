package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.costmodel.CostStatement;
import io.costflow.costmodel.CostStatement.MachineBasis;
import io.costflow.costmodel.CostStatement.Rate;
import io.costflow.costmodel.Scope;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.statement.KnownForms;
import io.costflow.serve.statement.Recognition;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.TrinoParser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parameters are read from statements that charge as koku's do, in other words. */
class CostParametersTest {

    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";
    private static final String DAYS = " usage_start >= date('2025-10-02') AND usage_start <= date(DATE '2025-10-04')";
    private static final String OF_MONTH = " source = '" + SOURCE + "' AND year = '2025' AND month = '10'";
    private static final String SUMMARY = "INSERT INTO postgres.org1234567.reporting_ocpusagelineitem_daily_summary ";
    private static final String BY_RATE = "INSERT INTO postgres.org1234567.rates_to_usage ";
    private static final Scope SCOPE = new Scope(SOURCE, LocalDate.of(2025, 10, 2), LocalDate.of(2025, 10, 4), 7, "Infrastructure", null);

    private static CostParameters.Costs costs(String text) throws Exception {
        Asked.Run run = (Asked.Run) new SessionStatements(new TrinoParser()).unwrap(text, Map.of());
        return CostParameters.of(new Recognition(KnownForms.ofKoku()).recognise(run.statement(), "hive", "org1234567"), SOURCE);
    }

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    @Test
    void hoursOfMachinesAtOneRate() throws Exception {
        CostParameters.Costs costs = costs(SUMMARY + "(report_period_id, cost_model_rate_type, cost_model_cpu_cost) SELECT 7, 'Infrastructure',"
                + " max(h.hours) * CAST(DOUBLE '0.25' AS DECIMAL(33, 15)) FROM postgres.org1234567.reporting_ocpusagelineitem_daily_summary s JOIN (SELECT vm_name,"
                + " sum(vm_uptime_total_seconds) hours FROM hive.org1234567.openshift_vm_usage_line_items WHERE" + OF_MONTH + " GROUP BY 1) h"
                + " ON json_extract_scalar(s.pod_labels, '$.vm_kubevirt_io_name') = h.vm_name WHERE" + DAYS);
        assertThat(costs.statement()).isEqualTo(new CostStatement.Machines(MachineBasis.HOURS, new Rate.Flat(of("0.25")), true, 0, null));
        assertThat(costs.scope()).isEqualTo(SCOPE);
    }

    @Test
    void coresOfMachinesForMonthsByTagAndRate() throws Exception {
        CostParameters.Costs costs = costs(BY_RATE + "(cost_model_id, rate_id, custom_name, metric_type, report_period_id, cost_model_rate_type, monthly_cost_type,"
                + " calculated_cost) WITH u AS (SELECT vm_name, vm_cpu_request_cores c FROM hive.org1234567.openshift_vm_usage_line_items_daily WHERE" + OF_MONTH + ")"
                + " SELECT CAST('m-1' AS uuid), CAST(NULL AS uuid), 'name', 'metric', 7, 'Infrastructure', 'Tag', CASE"
                + " WHEN json_extract_scalar(s.pod_labels, '$.env') = 'prod' THEN max(u.c) * CAST(DECIMAL '3.1' AS DECIMAL(33, 15)) / 31"
                + " WHEN json_extract_scalar(s.pod_labels, '$.env') = 'test' THEN max(u.c) * CAST('2' AS DECIMAL(33, 15)) / 31"
                + " ELSE max(u.c) * CAST(1e-1 AS DECIMAL(33, 15)) / 31 END"
                + " FROM postgres.org1234567.reporting_ocpusagelineitem_daily_summary s JOIN u ON true WHERE" + DAYS + " AND json_extract(s.pod_labels, '$.env') IS NOT NULL");
        assertThat(costs.statement()).isEqualTo(new CostStatement.Machines(
                MachineBasis.CORE_MONTH, new Rate.ByTag("env", Map.of("prod", of("3.1"), "test", of("2")), of("0.1")), true, 31, "Tag"));
        assertThat(costs.scope().byRate()).isEqualTo(new Scope.ByRate("m-1", null, "name", "metric"));
    }

    @Test
    void projectsByTag() throws Exception {
        CostParameters.Costs costs = costs(SUMMARY + "(report_period_id, cluster_id, cluster_alias, cost_model_rate_type, cost_model_cpu_cost) WITH p AS (SELECT namespace,"
                + " CASE WHEN json_extract_scalar(namespace_labels, '$.team') = 'blue' THEN CAST(10 AS DECIMAL(33, 15)) / 31 END cost"
                + " FROM hive.org1234567.openshift_namespace_labels_line_items_daily WHERE" + OF_MONTH
                + " AND date(interval_start) >= date('2025-10-02') AND date(interval_start) <= date('2025-10-04'))"
                + " SELECT 7, 'c-1', 'Cluster', 'Infrastructure', cost FROM p");
        assertThat(costs.statement()).isEqualTo(new CostStatement.Projects(new Rate.ByTag("team", Map.of("blue", of("10")), null), 31, "c-1", "Cluster"));
        assertThat(costs.scope()).isEqualTo(SCOPE);
    }

    @Test
    void gpusThatNoPodUsedAreAStatementOfTheirOwn() throws Exception {
        String used = SUMMARY + "(report_period_id, cluster_id, cluster_alias, cost_model_rate_type, cost_model_gpu_cost) SELECT 7, 'c-1', 'Cluster', 'Infrastructure',"
                + " (CAST(93.0 AS decimal(24, 9)) / CAST(31 AS decimal(24, 9))) * (g.gpu_pod_uptime / 86400.0) FROM hive.org1234567.openshift_gpu_usage_line_items_daily g"
                + "%s WHERE g.gpu_vendor_name LIKE 'nvidia%%' AND" + OF_MONTH + " AND date(interval_start) >= date('2025-10-02') AND date(interval_start) <= date('2025-10-04')";
        CostParameters.Costs costs = costs(used.formatted(""));
        assertThat(costs.statement()).isEqualTo(new CostStatement.Gpus("nvidia", new Rate.Flat(of("93.0")), 31, "c-1", "Cluster"));
        assertThat(costs.unusedGpus()).contains(false);
        assertThat(costs(used.formatted(", openshift_node_labels_line_items n")).unusedGpus()).contains(true);
    }

    @Test
    void distributionsNeedNoRate() throws Exception {
        String taken = BY_RATE + "(cost_model_rate_type, distributed_cost, cost_model_id) SELECT 'gpu_distributed', -sum(distributed_cost), CAST('m-1' AS uuid)"
                + " FROM postgres.org1234567.rates_to_usage WHERE" + DAYS;
        assertThat(costs(taken).statement()).isEqualTo(new CostStatement.GpuDistributionTakenOff("gpu_distributed"));
        assertThat(costs(taken).scope().byRate()).isEqualTo(new Scope.ByRate("m-1", null, null, null));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> costs(SUMMARY + "(report_period_id, cost_model_rate_type, cost_model_cpu_cost) SELECT 7, 'Infrastructure', max(x)"
                + " FROM hive.org1234567.openshift_pod_usage_line_items WHERE" + DAYS)).isInstanceOf(StatementFailure.class).hasMessageContaining("lacks a rate");
    }
}
