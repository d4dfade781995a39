package io.costflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KokuLayoutTest {

    private static final String FILE = "source=1/year=2025/month=10/pod_usage.2025-10-01.1.0_0.parquet";

    private final TreeSet<String> files = new TreeSet<>();
    private final KokuLayout layout = new KokuLayout(this::list);

    @Test
    void accountsWithReportsMakeARoot() throws IOException {
        files.add("s3://cost/data/parquet/org1/OCP/pod_usage/" + FILE);
        files.add("s3://cost/bills/10001/AWS/source=2/year=2025/month=10/x.parquet");
        files.add("s3://cost/daily-only/daily/org1/OCP/node_labels/" + FILE);
        files.add("s3://cost/other/org1/OCP/readme/text.txt");

        assertThat(layout.isRoot("s3://cost/data/parquet")).isTrue();
        assertThat(layout.isRoot("s3://cost/bills")).isTrue();
        assertThat(layout.isRoot("s3://cost/daily-only")).isTrue();
        assertThat(layout.isRoot("s3://cost/daily-only/daily")).as("its accounts lie right in it, but it is the folder above that is meant").isFalse();
        assertThat(layout.isRoot("s3://cost/other")).isFalse();
        assertThat(layout.isRoot("s3://cost")).isFalse();
    }

    @Test
    void theRootIsFoundAboveAndBelow() throws IOException {
        files.add("s3://cost/data/parquet/org1/OCP/pod_usage/" + FILE);
        files.add("s3://cost/data/parquet/daily/org1/OCP/pod_usage/" + FILE);
        files.add("s3://cost/logs/2025/x.log");

        for (String folder : List.of("s3://cost", "s3://cost/data", "s3://cost/data/parquet/daily", "s3://cost/data/parquet/org1", "s3://cost/data/parquet/org1/OCP",
                "s3://cost/data/parquet/org1/OCP/pod_usage")) {
            assertThat(layout.likelyRoot(folder)).as(folder).contains("s3://cost/data/parquet");
        }
        files.removeIf(file -> file.contains("parquet"));
        assertThat(layout.likelyRoot("s3://cost")).isEmpty();
        assertThat(layout.contents("s3://cost")).isEqualTo("logs");
        assertThat(layout.contents("s3://cost/nothing")).isEqualTo("nothing");
    }

    @Test
    void theSampleIsOfTheNewestMonth() throws IOException {
        files.add("s3://cost/org1/OCP/pod_usage/source=1/year=2024/month=12/a.parquet");
        files.add("s3://cost/org1/OCP/pod_usage/source=1/year=2025/month=09/a.parquet");
        files.add("s3://cost/org1/OCP/pod_usage/source=1/year=2025/month=10/a.parquet");
        files.add("s3://cost/org1/OCP/pod_usage/source=1/year=2025/month=10/b.parquet");

        assertThat(layout.sample("s3://cost").orElseThrow().path()).endsWith("/year=2025/month=10/b.parquet");
    }

    private List<Folders.Entry> list(String folder) {
        Map<String, Folders.Entry> entries = new LinkedHashMap<>();
        for (String file : files) {
            if (file.startsWith(folder + "/")) {
                String rest = file.substring(folder.length() + 1);
                int slash = rest.indexOf('/');
                String name = slash < 0 ? rest : rest.substring(0, slash);
                entries.put(name, new Folders.Entry(folder + "/" + name, slash >= 0, 1));
            }
        }
        return List.copyOf(entries.values());
    }
}
