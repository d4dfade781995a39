package io.costflow.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.costflow.cli.ExitStatus;
import io.costflow.cli.JobExecution;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.BillTotals;
import io.costflow.testbed.DemoCluster;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.LakeTotals;
import io.costflow.testbed.Scale;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The job itself over the demo's data: the last day of a month and the first of the next. */
class DemoCostsIT {
    private static final DemoData DATA = new DemoData(42, LocalDate.of(2025, 10, 31), Scale.demo(2));
    private static final double CENT = 0.01;
    private static final double ROUNDED = 0.0001;

    @TempDir
    private static Path lake;

    @AutoClose
    private static EmbeddedDatabase server;
    private static KokuDatabase database;
    private static LakeTotals totals;

    @BeforeAll
    static void run() throws Exception {
        server = EmbeddedDatabase.start();
        database = server.createDatabase();
        DATA.insert(database, EmbeddedDatabase.TENANT);
        totals = DATA.write(lake, EmbeddedDatabase.TENANT);
        Settings settings = new Settings(
                new LakeSettings(lake.toUri().toString(), null, null, null, true),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofSeconds(20)),
                new DayRange(DATA.from(), DATA.to()),
                List.of(),
                new RunSettings(RunSettings.Mode.BOUNDED, 2, false, Duration.ofSeconds(10), Overlap.WINNER, DemoServers.OUTPUTS));
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        assertThat(JobExecution.standard().run(settings, false, out, out)).as(printed::toString).isEqualTo(ExitStatus.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAttributedAndWhatMatchesNothingIsTheBill(Infrastructure cloud) throws Exception {
        BillTotals bill = totals.bill(cloud);
        assertThat(bill.ofNoCluster()).isBetween(1.0, bill.all() - 1);
        String table = CostTable.of(cloud, database, EmbeddedDatabase.TENANT, DATA.from(), DATA.to(), bill);
        assertThat(table.lines()).as(table).anyMatch(line -> line.matches("Difference +-?0\\.0000\\d\\d"));
    }

    @Test
    void theRestOfDisksThatAreLargerThanTheirVolumesIsNobodys() throws Exception {
        for (String table : List.of("reporting_ocpazurecostlineitem_project_daily_summary_p", "reporting_ocpgcpcostlineitem_project_daily_summary_p")) {
            String rest = "SELECT count(*) FROM org1234567." + table + " WHERE namespace = 'Storage unattributed' AND markup_cost > 0";
            assertThat(number(rest)).as(table).isPositive();
        }
    }

    @Test
    void creditsOfGcpAreThePartOfTheMachinesThatIsGivenBack() throws Exception {
        String machines = "SELECT sum(credit_amount) / sum(unblended_cost) FROM org1234567.reporting_ocpgcpcostlineitem_project_daily_summary_p"
                + " WHERE instance_type IS NOT NULL";
        assertThat(number(machines)).isCloseTo(-0.28, within(ROUNDED));
    }

    @Test
    void theCostModelsMarkupIsTenPercent() throws Exception {
        assertThat(sum("markup_cost_amortized", "true")).isCloseTo(sum("calculated_amortized_cost", "true") / 10, within(ROUNDED));
    }

    @Test
    void theRestOfTheSharedDiskIsSplitOverBothClusters() throws Exception {
        // 2000 GiB for 0.149 USD a month cost 298 / 31 on the last of October and 298 / 30 on the first of November; each cluster has 800 GiB of it.
        double twoDays = 298.0 / 31 + 298.0 / 30;
        for (DemoCluster cluster : DATA.clusters().subList(0, 2)) {
            String ofCluster = " AND cluster_alias = '" + cluster.alias() + "'";
            assertThat(sum("unblended_cost", "namespace = 'Storage unattributed'" + ofCluster)).isCloseTo(twoDays * 0.1, within(ROUNDED));
            String claimed = "product_family = 'Storage' AND storageclass = 'io2-shared' AND namespace = 'ml-research'" + ofCluster;
            assertThat(sum("unblended_cost", claimed)).isCloseTo(twoDays * 0.4, within(ROUNDED));
        }
    }

    @Test
    void aDatabaseIsSplitOverTheNamespacesThatItsTagsName() throws Exception {
        double twoDays = 0.27 * 24 * 2;
        String database = "product_code = 'AmazonRDS' AND namespace = ";
        assertThat(sum("calculated_amortized_cost", database + "'payments'")).isCloseTo(twoDays, within(ROUNDED));
        assertThat(sum("calculated_amortized_cost", database + "'shop'")).as("the credit is not amortised").isCloseTo(twoDays, within(ROUNDED));
        assertThat(sum("unblended_cost", database + "'shop'")).as("a credit of 5 on each day").isCloseTo(twoDays - 10, within(ROUNDED));
        assertThat(sum("calculated_amortized_cost", "product_code = 'AmazonRDS'")).isCloseTo(2 * twoDays, within(CENT));
    }

    @Test
    void nodesAreChargedInFullWithTheirUnusedPart() throws Exception {
        // Ten nodes of 0.46 USD an hour, five of them for 0.66 of that by the savings plan.
        String machines = "product_family = 'Compute Instance'";
        assertThat(sum("calculated_amortized_cost", machines)).isCloseTo(0.46 * 24 * 2 * (5 + 5 * 0.66), within(ROUNDED));
        assertThat(sum("unblended_cost", machines)).isCloseTo(0.46 * 24 * 2 * 5, within(ROUNDED));
    }

    @Test
    void trafficIsChargedByNodeAndDirection() throws Exception {
        assertThat(sum("calculated_amortized_cost", "namespace = 'Network unattributed' AND data_transfer_direction = 'OUT'")).isGreaterThan(1);
        assertThat(sum("infrastructure_data_in_gigabytes", "namespace = 'Network unattributed'")).isGreaterThan(1);
        assertThat(sum("count(*)", "namespace = 'Network unattributed' AND data_transfer_direction IS NULL")).isZero();
    }

    @Test
    void summaryTablesHaveTheSameCost() throws Exception {
        double cost = sum("calculated_amortized_cost", "true");
        for (String table : List.of("cost_summary_p", "cost_summary_by_account_p", "cost_summary_by_region_p", "cost_summary_by_service_p")) {
            assertThat(number("SELECT sum(calculated_amortized_cost) FROM org1234567.reporting_ocpaws_" + table)).as(table).isCloseTo(cost, within(ROUNDED));
        }
    }

    private static double sum(String what, String condition) throws SQLException {
        String amount = what.startsWith("count") ? what : "sum(" + what + ")";
        return number("SELECT " + amount + " FROM org1234567.reporting_ocpawscostlineitem_project_daily_summary_p WHERE " + condition);
    }

    private static double number(String query) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
