package io.costflow.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.PodHour.Amounts;
import io.costflow.testbed.VolumeHour.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeWriterTest {
    private static final LocalDate DAY = LocalDate.of(2025, 10, 1);
    private static final Instant MIDNIGHT = Instant.parse("2025-10-01T00:00:00Z");
    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";
    private static final String MONTH = "org1234567/OCP/%s/source=" + SOURCE + "/year=2025/month=10/";

    @TempDir
    private Path root;

    @Test
    void filesLieWhereKokuPutsThem() throws Exception {
        LakeWriter writer = new LakeWriter(root, "org1234567", SOURCE, 7, 2, new LakeTotals());
        try (DayFiles<PodHour> files = writer.pods(DAY)) {
            for (int hour = 0; hour < 3; hour++) {
                files.write(pod(hour, "{}", 1, 2));
            }
        }

        try (Stream<Path> found = Files.walk(root)) {
            assertThat(found.filter(Files::isRegularFile).map(file -> root.relativize(file).toString())).containsExactlyInAnyOrder(
                    MONTH.formatted("pod_usage") + "pod_usage.2025-10-01.7.0_0.parquet",
                    MONTH.formatted("pod_usage") + "pod_usage.2025-10-01.7.0_1.parquet",
                    "daily/" + MONTH.formatted("pod_usage") + "pod_usage.2025-10-01.7.0_daily_0.parquet",
                    "daily/" + MONTH.formatted("pod_usage") + "pod_usage.2025-10-01.7.0_daily_1.parquet");
        }
        assertThat(writer.totals().files()).isEqualTo(4);
        assertThat(writer.totals().hourlyRows()).isEqualTo(3);
        assertThat(writer.totals().dailyRows()).as("one row per chunk").isEqualTo(2);
    }

    @Test
    void aReportWithoutLineItemsHasNoFile() throws Exception {
        new LakeWriter(root, "org1234567", SOURCE, 1).pods(DAY).close();

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void podsOfADayAreSummedByNameAndLabelText() throws Exception {
        try (DayFiles<PodHour> files = new LakeWriter(root, "org1234567", SOURCE, 1).pods(DAY)) {
            files.write(pod(0, "{\"app\": \"a\"}", 5, 3));
            files.write(pod(23, "{\"app\": \"a\"}", 1, 3));
            files.write(pod(23, "{\"app\": \"b\"}", 1, 3));
        }

        List<Group> rows = rows("daily/" + MONTH.formatted("pod_usage") + "pod_usage.2025-10-01.1.0_daily_0.parquet");
        assertThat(rows).hasSize(2);
        Group first = rows.get(0);
        assertThat(first.getLong("interval_start", 0)).isEqualTo(MIDNIGHT.toEpochMilli());
        assertThat(first.getString("pod_labels", 0)).isEqualTo("{\"app\": \"a\"}");
        assertThat(first.getDouble("pod_usage_cpu_core_seconds", 0)).isEqualTo(6);
        assertThat(first.getDouble("pod_effective_usage_cpu_core_seconds", 0)).as("5 in the first hour, the request of 3 in the other").isEqualTo(8);
        assertThat(first.getDouble("node_capacity_cpu_cores", 0)).isEqualTo(8);
        assertThat(first.getDouble("node_capacity_cpu_core_seconds", 0)).isEqualTo(2 * 8 * 3600);
        assertThat(first.getFieldRepetitionCount("node_role")).as("added by koku, without a value").isZero();
    }

    @Test
    void columnsAndTypesAreThoseOfKokusFiles() throws Exception {
        LakeWriter writer = new LakeWriter(root, "org1234567", SOURCE, 1);
        try (DayFiles<PodHour> pods = writer.pods(DAY); DayFiles<VolumeHour> volumes = writer.volumes(DAY)) {
            pods.write(pod(0, "{}", 1, 1));
            volumes.write(new VolumeHour(MIDNIGHT, "shop", "n1", "db-0", "data", new Volume("pv1", "gp3", "ebs.csi.aws.com", "vol-1", "{}"), 4, 4, 1, "{}"));
        }
        Path scenario = Path.of(LakeWriterTest.class.getResource("/scenarios/ocp-02-storage-volume/input/data/parquet").toURI());
        for (String report : List.of("pod_usage", "storage_usage")) {
            for (String form : List.of("%s%s.2025-10-01.1.0_0.parquet", "daily/%s%s.2025-10-01.1.0_daily_0.parquet")) {
                String file = form.formatted(MONTH.formatted(report), report);
                assertThat(schema(root.resolve(file)).getFields()).as(file).containsExactlyInAnyOrderElementsOf(schema(scenario.resolve(file)).getFields());
            }
        }
    }

    @Test
    void theBillLiesWhereKokuPutsItWithItsColumns() throws Exception {
        try (DayFiles<AwsHour> bill = new LakeWriter(root, "org1234567", SOURCE, 7).awsBill(DAY)) {
            bill.write(disk(0, 0.25));
        }

        Path scenario = Path.of(LakeWriterTest.class.getResource("/scenarios/aws-18-multi-cluster-shared-disk-T/input/data/parquet").toURI());
        String month = "org1234567/AWS/%ssource=%s/year=2025/month=10/2025-10-01_manifestid-%d_basefile-%s_batch-0_";
        String other = "00000000-0000-0000-0000-000000000002";
        assertThat(schema(root.resolve(month.formatted("", SOURCE, 7, "hourly-00001") + "0.parquet")).getFields())
                .containsExactlyInAnyOrderElementsOf(schema(scenario.resolve(month.formatted("", other, 2, "October-2025-None") + "0.parquet")).getFields());
        assertThat(schema(root.resolve("daily/" + month.formatted("raw/", SOURCE, 7, "hourly-00001") + "daily_0.parquet")).getFields())
                .containsExactlyInAnyOrderElementsOf(
                        schema(scenario.resolve("daily/" + month.formatted("raw/", other, 2, "October-2025-None") + "daily_0.parquet")).getFields());
    }

    @Test
    void theBillOfADayIsSummedByResourceAndDimensions() throws Exception {
        try (DayFiles<AwsHour> bill = new LakeWriter(root, "org1234567", SOURCE, 1).awsBill(DAY)) {
            bill.write(disk(0, 0.25));
            bill.write(disk(23, 0.5));
        }

        String file = "daily/org1234567/AWS/raw/source=" + SOURCE + "/year=2025/month=10/2025-10-01_manifestid-1_basefile-hourly-00001_batch-0_daily_0.parquet";
        assertThat(rows(file)).singleElement().satisfies(row -> {
            assertThat(row.getLong("lineitem_usagestartdate", 0)).isEqualTo(MIDNIGHT.toEpochMilli());
            assertThat(row.getDouble("lineitem_usageamount", 0)).isEqualTo(2);
            assertThat(row.getDouble("lineitem_unblendedcost", 0)).isEqualTo(0.75);
            assertThat(row.getDouble("lineitem_unblendedrate", 0)).as("the largest").isEqualTo(0.0952);
            assertThat(row.getString("row_uuid", 0)).hasSize(36);
        });
    }

    @Test
    void aFileIsSnappyInOneRowGroup() throws Exception {
        try (DayFiles<NodeHour> files = new LakeWriter(root, "org1234567", SOURCE, 1).nodeLabels(DAY)) {
            for (int i = 0; i < 50_000; i++) {
                files.write(new NodeHour(MIDNIGHT, "node-" + i, "{}"));
            }
        }

        ParquetMetadata footer = footer(root.resolve(MONTH.formatted("node_labels") + "node_labels.2025-10-01.1.0_0.parquet"));
        assertThat(footer.getBlocks()).singleElement().satisfies(group -> {
            assertThat(group.getRowCount()).isEqualTo(50_000);
            assertThat(group.getColumns()).allMatch(column -> column.getCodec() == CompressionCodecName.SNAPPY);
        });
    }

    private static AwsHour disk(int hour, double cost) {
        return new AwsHour(MIDNIGHT.plusSeconds(hour * 3600L), "1", AwsProduct.DISK, "Usage", "vol-1", "", 1, cost, 0, "{}");
    }

    private static PodHour pod(int hour, String labels, double usage, double request) {
        return new PodHour(
                MIDNIGHT.plusSeconds(hour * 3600L), "shop", "n1", "i-1", "cart", labels, new Amounts(usage, request, 9), new Amounts(1, 1, 1), 8, 32e9);
    }

    private List<Group> rows(String file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), hadoop(root.resolve(file))).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static MessageType schema(Path file) throws IOException {
        return footer(file).getFileMetaData().getSchema();
    }

    private static ParquetMetadata footer(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(hadoop(file), new Configuration()))) {
            return reader.getFooter();
        }
    }

    private static org.apache.hadoop.fs.Path hadoop(Path file) {
        return new org.apache.hadoop.fs.Path(file.toUri());
    }
}
