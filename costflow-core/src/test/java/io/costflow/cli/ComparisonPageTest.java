package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.costflow.compare.Explanation;
import io.costflow.compare.RowDifference;
import io.costflow.compare.TableComparison;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a comparison. With {@code -Dbrowser=chromium}, or the path of another browser of its kind, a browser opens it too, and makes a picture of it. */
class ComparisonPageTest {

    private static final String BROWSER = System.getProperty("browser");

    @TempDir
    private Path folder;

    @Test
    void daysThatDifferLeadToTheirRows() {
        String page = ComparisonPage.of(comparisons(), "Rows differ.");

        Matcher link = Pattern.compile("<a href=\"#(rows-\\d+)\">").matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(page).contains("id=\"" + link.group(1) + "\"").contains("class=\"equal\"", "class=\"different\"", "class=\"none\"");
    }

    @Test
    void whatRowsHoldIsText() {
        assertThat(ComparisonPage.of(comparisons(), "a <b>")).contains("a &lt;b&gt;").contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void nothingIsFetched() {
        assertThat(ComparisonPage.of(comparisons(), "Rows differ.")).doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 500})
    void aBrowserShowsItWithoutScrollingSideways(int width) throws Exception {
        assumeTrue(BROWSER != null, "only when a browser is named");
        Path page = Files.writeString(folder.resolve("comparison.html"), ComparisonPage.of(comparisons(), "Of 62 days, 4 differ."));
        Path measured = Files.writeString(folder.resolve("measured.html"), Files.readString(page).replace("</body>",
                "<script>document.title = document.documentElement.scrollWidth - document.documentElement.clientWidth;</script></body>"));

        assertThat(browse(width, "--dump-dom", measured.toUri().toString())).contains("<title>0</title>");
        Path picture = Path.of(System.getProperty("java.io.tmpdir"), "comparison-" + width + ".png");
        browse(width, "--screenshot=" + picture, page.toUri().toString());
        assertThat(picture).isNotEmptyFile();
    }

    private String browse(int width, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",1800"));
        command.addAll(List.of(options));
        Process browser = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor()).isZero();
        return printed;
    }

    private static List<TableComparison> comparisons() {
        List<TableComparison> comparisons = new ArrayList<>();
        for (int day = 0; day < 31; day++) {
            LocalDate date = LocalDate.of(2025, 9, 20).plusDays(day);
            comparisons.add(comparison("aws", "reporting_awscostentrylineitem_daily_summary", 2, date, 1000 + 37 * day, day == 12 ? 40 : 0));
            if (day != 5) {
                comparisons.add(comparison("openshift", "reporting_ocpusagelineitem_daily_summary", 1, date, null, day % 10 == 3 ? 2 : 0));
            }
        }
        return comparisons;
    }

    private static TableComparison comparison(String output, String table, int source, LocalDate day, Integer money, int difference) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("cluster_id", "my-cluster");
        row.put("namespace", "<script>");
        row.put("node", "ip-10-0-143-201.eu-central-1.compute.internal");
        row.put("pod_labels", "{\"app_kubernetes_io_name\": \"a-rather-long-name-of-a-service\", \"environment\": \"production\", \"team\": \"payments\"}");
        List<RowDifference> top = difference == 0 ? List.of() : List.of(
                new RowDifference(RowDifference.Kind.DIFFERENT, row, Map.of("unblended_cost", "12.5", "usage_amount", "24"),
                        Map.of("unblended_cost", "52.5", "usage_amount", "25.000000001"), 40),
                new RowDifference(RowDifference.Kind.MISSING, row, Map.of("unblended_cost", "1.25"), Map.of(), 1.25));
        OutputPeriod period = OutputPeriod.of(output, SourceDay.of("org1234567", "00000000-0000-0000-0000-00000000000" + source, day));
        return new TableComparison(period, 1, table, 2345, day.getDayOfMonth() % 7 == 0 ? 3 : 0, difference == 0 ? 0 : 1, 0, difference == 0 ? 0 : 1, Map.of(),
                money == null ? null : money.doubleValue(), money == null ? null : money.doubleValue() + difference, top,
                difference == 0 ? List.of() : List.of(Explanation.AMOUNTS));
    }
}
