package io.costflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashboard, alerts and runbook belong together, and ask for what there is. PrometheusIT asks a running job. */
class MonitoringTest {

    private static final String RUNBOOK = "docs/runbook.md";
    private static final Set<String> LABELS = Set.of(
            "job_name", "task_name", "source", "namespace", "pod", "app", "component", "container", "resource", "resourcens", "resourcetype");

    @Test
    void everyAlertHasAnEntryInTheRunbookAndTheReverse() throws IOException {
        List<String> entries = Files.readAllLines(Checkout.path(RUNBOOK)).stream()
                .filter(line -> line.startsWith("## ")).map(line -> line.substring(3)).toList();
        List<String> alerts = Monitoring.alerts().stream().map(alert -> alert.path("alert").asText()).toList();

        assertThat(entries).doesNotHaveDuplicates().containsExactlyElementsOf(alerts);
    }

    @Test
    void everyAlertNamesItsEntryHowBadItIsAndWhatItMeans() throws IOException {
        assertThat(Monitoring.alerts()).allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            assertThat(alert.path("annotations").path("runbook_url").asText()).isEqualTo("https://costflow.example.com/" + RUNBOOK + "#" + name.toLowerCase());
            assertThat(alert.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(alert.path("annotations").path("description").asText()).endsWith(".");
            assertThat(alert.path("labels").path("severity").asText()).isIn("info", "warning", "critical");
            assertThat(alert.path("for").asText()).matches("\\d+[mh]");
        });
    }

    /** Several installations share a Prometheus: the absence of one must not be hidden by another. */
    @Test
    void everyAlertTellsInstallationsApart() throws IOException {
        Monitoring.expressions().forEach((what, expression) -> {
            if (what.startsWith("alert ")) {
                assertThat(expression.groupings()).as(what).containsAnyOf("namespace", "resourcens");
            }
        });
    }

    /** Memory that Flink sets aside is in use in every healthy process. */
    @Test
    void noAlertAddsUpPartsOfMemory() throws IOException {
        assertThat(Monitoring.alerts()).noneMatch(alert -> alert.path("expr").asText().contains("Memory_Managed"));
    }

    @Test
    void linksWithinTheRunbookLeadSomewhere() throws IOException {
        String runbook = Files.readString(Checkout.path(RUNBOOK));
        Set<String> anchors = runbook.lines()
                .filter(line -> line.startsWith("## ")).map(line -> "#" + line.substring(3).toLowerCase()).collect(Collectors.toSet());
        List<String> links = Pattern.compile("\\((#[^)]+)\\)").matcher(runbook).results().map(link -> link.group(1)).toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(anchors).contains(link));
    }

    @Test
    void everyExpressionIsOneAndKnowsOnlyLabelsThatThereAre() throws IOException {
        Map<String, PromQl> expressions = Monitoring.expressions();
        assertThat(expressions).hasSizeGreaterThan(60).allSatisfy((what, expression) -> {
            assertThat(expression.selectors()).as(what).isNotEmpty();
            assertThat(LABELS).as(what).containsAll(expression.groupings());
            expression.selectors().forEach(selector -> assertThat(LABELS).as(what).containsAll(selector.matchers().keySet()));
        });
    }

    @Test
    void whatIsAskedOfOurOwnMetricsIsInTheCatalogue() throws IOException {
        Set<String> known = new HashSet<>();
        for (CostflowMetric metric : CostflowMetric.values()) {
            known.addAll(Monitoring.names(metric));
        }
        Set<String> asked = Monitoring.needed().stream().map(Monitoring.Needed::metric)
                .filter(name -> name.contains("_enumerator_") || name.contains("_task_operator_")).collect(Collectors.toSet());

        assertThat(known).containsAll(asked);
    }

    @Test
    void nothingIsInTheCatalogueThatTheDashboardLeavesOut() throws IOException {
        Set<String> shown = Monitoring.needed().stream().map(Monitoring.Needed::metric).collect(Collectors.toSet());
        // what the first look and the handing out of work are about is of interest while a run that ends goes on
        Set<CostflowMetric> left = Set.of(CostflowMetric.LIST_MILLIS, CostflowMetric.FILES_PLANNED, CostflowMetric.BYTES_PLANNED,
                CostflowMetric.DAYS_COMPUTED, CostflowMetric.DAYS_CORRELATED, CostflowMetric.MONTHS_COMPUTED,
                // by source alone, besides those that are shown
                CostflowMetric.FILES_LISTED, CostflowMetric.FILES_INGESTED, CostflowMetric.BYTES_INGESTED, CostflowMetric.FILES_UNREADABLE);

        assertThat(Arrays.stream(CostflowMetric.values()).filter(metric -> Monitoring.names(metric).stream().noneMatch(shown::contains)))
                .containsExactlyInAnyOrderElementsOf(left);
    }

    @Test
    void theDashboardGoesWithGrafana10AndWithAnyDataSource() throws IOException {
        JsonNode dashboard = Monitoring.dashboard();
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(38);
        assertThat(dashboard.path("templating").path("list").findValuesAsText("name")).containsExactly("datasource", "namespace", "source");
        assertThat(dashboard.path("panels").findValuesAsText("uid")).isNotEmpty().containsOnly("${datasource}");
        assertThat(dashboard.path("panels")).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    /** The console draws these kinds, in rows, and knows no data sources of its own. */
    @Test
    void theConsolesDashboardIsOfTheFormThatItDraws() throws IOException {
        JsonNode rows = Monitoring.consoleDashboard().path("rows");
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("type").asText()).isIn("graph", "singlestat");
            assertThat(panel.path("span").asInt()).isBetween(1, 12);
            assertThat(panel.path("targets")).isNotEmpty();
        }));
    }

    @Test
    void noTwoPanelsLieOnEachOther() throws IOException {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : Monitoring.dashboard().path("panels")) {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell = (place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell)).as("%s of %s is free", cell, panel.path("title").asText()).isTrue();
                }
            }
        }
    }

    @Test
    void thePodMonitorAddsTheLabelsThatWholeProcessesAreToldApartBy() throws IOException {
        assertThat(Monitoring.podMonitor().path("spec").path("podTargetLabels")).extracting(JsonNode::asText).containsExactly("app", "component");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(a", "sum by (x) a", "rate(a)", "a{b=c}", "a > ", "a b", "histogram(a)", "rate(a[5])", "a{b=\"c\"}}", "a[5m]", "5m", "a ! b"})
    void whatIsNoExpressionIsFound(String text) {
        assertThatThrownBy(() -> PromQl.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(text);
    }
}
