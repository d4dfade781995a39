package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.ReportType;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Storage layout, A.1. */
class LakeLayoutTest {

    @ParameterizedTest
    @CsvSource({
        "POD_USAGE_HOURLY, s3://cost/data/parquet/org1/OCP/pod_usage/source=u/year=2025/month=02",
        "POD_USAGE_DAILY, s3://cost/data/parquet/daily/org1/OCP/pod_usage/source=u/year=2025/month=02",
        "STORAGE_USAGE_DAILY, s3://cost/data/parquet/daily/org1/OCP/storage_usage/source=u/year=2025/month=02",
        "NODE_LABELS_DAILY, s3://cost/data/parquet/daily/org1/OCP/node_labels/source=u/year=2025/month=02",
        "NAMESPACE_LABELS_DAILY, s3://cost/data/parquet/daily/org1/OCP/namespace_labels/source=u/year=2025/month=02",
        "AWS_HOURLY, s3://cost/data/parquet/org1/AWS/source=u/year=2025/month=02",
        "AWS_DAILY, s3://cost/data/parquet/daily/org1/AWS/raw/source=u/year=2025/month=02",
    })
    void everyReportTypeHasAFolderPerSourceAndMonth(ReportType type, String folder) {
        assertThat(new LakeLayout("s3://cost/data/parquet").folder("org1", type, "u", YearMonth.of(2025, 2))).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({"acct10001, 10001", "org1234567, org1234567", "myacct, myacct"})
    void theAccountIsTheTenantWithoutALeadingAcct(String tenant, String account) {
        assertThat(new SourceSettings(tenant, SourceSettings.Type.OCP, "u", "c", "C", null, null, null).account()).isEqualTo(account);
    }
}
