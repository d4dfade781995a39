package io.costflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.AwsHour;
import io.costflow.testbed.AwsProduct;
import io.costflow.testbed.BillTotals;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.KokuDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostTableIT {
    private static final String TENANT = EmbeddedDatabase.TENANT;
    private static final LocalDate DAY = LocalDate.of(2025, 10, 1);

    @Test
    void theCostOfNamespacesAndOfNobodyAndOfNoClusterAddUpToTheBill() throws Exception {
        BillTotals bill = new BillTotals();
        bill.add(charge("Usage", 110, 0).amortizedCost(), true);
        bill.add(charge("SavingsPlanCoveredUsage", 1000, 1500).amortizedCost(), true);
        bill.add(charge("SavingsPlanNegation", -1000, 0).amortizedCost(), false);
        bill.add(charge("Tax", 19, 0).amortizedCost(), false);
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            KokuDatabase database = server.createDatabase();
            insert(database, "2025-10-01", "'shop'", 1200, 120);
            insert(database, "2025-10-01", "'shop'", 300.25, 30);
            insert(database, "2025-10-01", "NULL", 9.5, 1);
            insert(database, "2025-10-01", "'Worker unallocated'", 100, 10);
            insert(database, "2025-10-02", "'shop'", 77, 7);

            assertThat(CostTable.of(Infrastructure.AWS, database, TENANT, DAY, DAY, bill).lines().map(line -> line.strip().replaceAll(" {2,}", "|"))).containsExactly(
                    "AWS cost from 2025-10-01 to 2025-10-01 in USD, amortised",
                    "cluster|namespace|cost|markup",
                    "Dublin|shop|1,500.25|150.00",
                    "Worker unallocated|100.00|10.00",
                    "(none)|9.50|1.00",
                    "",
                    "Attributed to namespaces|1,509.75",
                    "Worker unallocated|100.00",
                    "Line items that match nothing|19.00",
                    "Together|1,628.75",
                    "The bill|1,629.00",
                    "Difference|-0.250000");
            assertThat(answer(database, CostTable.question(Infrastructure.AWS, TENANT, DAY, DAY)))
                    .containsExactly("Dublin|(none)|9.50|1.00", "Dublin|Worker unallocated|100.00|10.00", "Dublin|shop|1500.25|150.00");
        }
    }

    private static List<String> answer(KokuDatabase database, String question) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                lines.add(rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3) + "|" + rows.getString(4));
            }
        }
        return lines;
    }

    private static AwsHour charge(String type, double cost, double savingsPlanCost) {
        return new AwsHour(Instant.EPOCH, "1", AwsProduct.machine(8), type, "i-1", "", 1, cost, savingsPlanCost, "{}");
    }

    private static void insert(KokuDatabase database, String day, String namespace, double cost, double markup) throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO org1234567.reporting_ocpawscostlineitem_project_daily_summary_p
                        (uuid, usage_start, usage_end, product_code, usage_account_id, cluster_alias, namespace,
                         calculated_amortized_cost, markup_cost_amortized)
                    VALUES (gen_random_uuid(), '%1$s', '%1$s', 'AmazonEC2', '1', 'Dublin', %2$s, %3$s, %4$s)""".formatted(day, namespace, cost, markup));
        }
    }
}
