package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.inventory.LinkFinder.Unlinked;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.provider.LinkRule;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.ClusterObjects;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification, L.4: which cloud a cluster runs on. */
class LinkFinderTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final long NOON = LocalDate.of(2025, 10, 1).atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();

    private final Map<SourceMonth, CloudMonth> clouds = new LinkedHashMap<>();

    @Test
    void onAwsTheIdOfAResourceContainsThatOfAMachine() throws Exception {
        cloud("AWS", "2", "arn:aws:ec2:instance/i-0abc", "{}");

        assertThat(links(cluster("1", "node-a", "i-0abc"))).containsExactly(Map.entry("1", "2"));
        assertThat(links(cluster("1", "i-0abc", "i-other"))).as("names of nodes do not count").isEmpty();
    }

    @Test
    void onAzureAMachineHasTheNameOfANode() throws Exception {
        cloud("Azure", "3", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/node-a", "{}");
        cloud("Azure", "4", "/subscriptions/s/node-b", "{}");

        assertThat(links(cluster("1", "node-a", "x"))).containsExactly(Map.entry("1", "3"));
        assertThat(links(cluster("1", "node", "x"))).as("a part of the name").isEmpty();
        assertThat(links(cluster("1", "node-b", "x"))).as("another part of the id").isEmpty();
    }

    @Test
    void onGcpTheNameOfAResourceContainsThatOfANode() throws Exception {
        cloud("GCP", "4", "projects/p/instances/node-a-boot", "{}");

        assertThat(links(cluster("1", "node-a", "x"))).containsExactly(Map.entry("1", "4"));
    }

    @Test
    void kindsOfCloudsHaveAnOrderAndSourcesOfAKindToo() throws Exception {
        cloud("GCP", "1", "node-a", "{}");
        cloud("AWS", "9", "i-1", "{}");
        cloud("AWS", "8", "i-1", "{}");

        assertThat(links(cluster("c", "node-a", "i-1"))).containsExactly(Map.entry("c", "8"));
    }

    @Test
    void twoClustersThatClaimOneNodeAreBothLinked() throws Exception {
        cloud("AWS", "2", "i-1", "{}");

        assertThat(links(cluster("a", "n", "i-1"), cluster("b", "n", "i-1"), cluster("c", "n", "i-2"))).containsExactly(Map.entry("a", "2"), Map.entry("b", "2"));
    }

    @Test
    void aTagNamesAClusterOfWhichNoCloudShowsAMachine() throws Exception {
        cloud("AWS", "2", "i-1", "{\"openshift_cluster\": \"id-c\"}");
        cloud("GCP", "4", "node-a", "{\"openshift_cluster\": \"Alias c\", \"x\": \"y\"}");

        assertThat(links(cluster("c", "zz", "i-2"))).as("by its id").containsExactly(Map.entry("c", "2"));
        assertThat(links(cluster("c", "node-a", "i-2"))).as("machines come first").containsExactly(Map.entry("c", "4"));
        assertThat(links(cluster("d", "zz", "i-2"))).isEmpty();
    }

    @Test
    void namesThatAreEmptyAndTagsThatAreNoJsonShowNothing() throws Exception {
        cloud("AWS", "2", "", "openshift_cluster");
        cloud("AWS", "3", null, null);

        assertThat(links(cluster("c", "", ""), cluster("d", "n", null))).isEmpty();
    }

    private Map<String, String> links(Unlinked... clusters) {
        return LinkFinder.links(List.of(clusters), clouds);
    }

    private void cloud(String type, String uuid, String resource, String tags) throws Exception {
        SourceMonth month = new SourceMonth(SourceSettings.cloud("org1", type, uuid, null), OCTOBER);
        LinkRule rule = Providers.of(month.source()).link();
        ParquetTestFile file = ParquetTestFile.with(time(rule.report()), text(rule.column()), text(rule.tags())).row(NOON, resource, tags);
        CloudMonth cloud = new CloudMonth();
        cloud.add(new LakeFile(rule.report().id(), "file", 1, 1), rule, days(file, rule.report(), rule.grouping()));
        clouds.put(month, cloud);
    }

    private static Unlinked cluster(String uuid, String node, String resourceId) throws Exception {
        ClusterObjects objects = new ClusterObjects();
        Report pods = Providers.report("POD_USAGE_DAILY");
        ParquetTestFile file = ParquetTestFile.with(time(pods), text("node"), text("resource_id"), text("namespace")).row(NOON, node, resourceId, "shop");
        days(file, pods, ClusterObjects.groupings().get(pods)).values().forEach(day -> objects.add(pods, day.table(0)));
        return new Unlinked(SourceSettings.cluster("org1", "OCP", uuid, "id-" + uuid, "Alias " + uuid, null), objects);
    }

    private static Map<Long, CombinedDay> days(ParquetTestFile file, Report report, Grouping grouping) throws Exception {
        return LineItemReader.combine(file.file(), new LineItemLayout(report.timeColumn(), List.of(grouping)), OCTOBER, day -> true).days();
    }

    private static String time(Report report) {
        return "required int64 " + report.timeColumn() + " (TIMESTAMP(MILLIS,true))";
    }

    private static String text(String column) {
        return "optional binary " + column + " (STRING)";
    }
}
