package io.costflow.job;

import static io.costflow.job.AwsRun.AWS;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Overlap;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bill of a day is delivered again, at twice the cost, by a manifest with a higher id, while the files of the former one are still there. */
class OverlappingBillsIT {

    private final EmbeddedDatabase server = SharedServers.database();

    @TempDir
    private Path lake;

    private AwsRun aws;

    @BeforeEach
    void copyScenario() throws Exception {
        aws = new AwsRun(server, lake);
    }

    @Test
    void theHigherManifestCountsOrAllOfThemAddUp() throws Exception {
        aws.run();
        BigDecimal once = cost();
        List<Path> former = aws.files("", AWS).stream().filter(file -> file.toString().contains("/AWS/")).toList();
        for (Path file : former) {
            deliverAgain(file);
        }

        assertThat(aws.run().of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(cost()).isEqualByComparingTo(once.multiply(BigDecimal.valueOf(2)));
        assertThat(overlap()).isEqualTo("AWS was delivered by the manifests 2 and 10. Manifest 10 counts, since it is the highest.");

        aws.resolve(Overlap.ALL);
        assertThat(aws.run().of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(cost()).isEqualByComparingTo(once.multiply(BigDecimal.valueOf(3)));
        assertThat(overlap()).isEqualTo("AWS was delivered by the manifests 2 and 10. They are added up.");

        for (Path file : former) {
            Files.delete(file);
        }
        assertThat(aws.run().of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(cost()).isEqualByComparingTo(once.multiply(BigDecimal.valueOf(2)));
        assertThat(overlap()).isNull();
    }

    private static void deliverAgain(Path file) throws IOException {
        Path copy = file.resolveSibling(file.getFileName().toString().replace("_manifestid-2_", "_manifestid-10_"));
        ParquetTable table = ParquetTable.read(file);
        boolean daily = file.toString().contains("_daily_");
        (daily ? table.with("lineitem_unblendedcost", cost -> 2 * (Double) cost) : table).write(copy);
    }

    private BigDecimal cost() throws SQLException {
        return new BigDecimal(aws.query("select round(sum(unblended_cost), 6)::text from org1234567." + AwsRun.PROJECTS).get(0));
    }

    private String overlap() throws SQLException {
        return aws.query("select overlap from org1234567.costflow_day where source_uuid = '" + AWS + "'").get(0);
    }
}
