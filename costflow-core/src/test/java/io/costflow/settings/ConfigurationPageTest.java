package io.costflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the options say. With {@code -Dcostflow.docs.write=true} the page is written instead of compared. */
class ConfigurationPageTest {

    private static final Path PAGE = Checkout.path("docs", "configuration.md");

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Written by ConfigurationPageTest from the declared options: mvn test -Dtest=ConfigurationPageTest -Dcostflow.docs.write=true -->

            `costflow run --config FILE` reads a YAML file:

            ```yaml
            lake:
              root: s3://cost/data/parquet
              s3: {endpoint: "http://minio:9000", access-key: costflow, secret-key: "...", path-style-access: true}
            database: {url: "jdbc:postgresql://host:5432/koku", user: koku, password-file: /run/secrets/koku}
            window: {from: 2025-10-01, to: 2025-10-31}
            sources:
              - {tenant: org1234567, type: OCP, uuid: 00000000-0000-0000-0000-000000000001, cluster-id: my-cluster, cluster-alias: My Cluster}
            ```

            A value on the command line (`-Dwindow.to=2025-10-15`) wins over an environment variable, which wins over the file. The name of the variable is the key
            in upper case after `COSTFLOW_`, with `_` for every dot and hyphen; a variable that is set to nothing counts as not set. Keys and `COSTFLOW_` variables
            that are not listed here are errors, and all errors are reported at once (exit status 2) before anything is touched. Secrets are never printed;
            [security.md](security.md#secrets) says how to give them.
            """;

    @Test
    void theReferencePageSaysWhatTheOptionsSay() throws IOException {
        String page = page();
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void noTwoOptionsShareAnEnvironmentVariable() {
        List<String> variables = Options.ALL.stream().<String>map(Option::variable).toList();
        assertThat(variables).doesNotHaveDuplicates().doesNotContainAnyElementsOf(Options.OTHER_VARIABLES);
        assertThat(LakeSettings.ACCESS_KEY.variable()).isEqualTo("COSTFLOW_LAKE_S3_ACCESS_KEY");
    }

    private static String page() {
        String launcher = Options.OTHER_VARIABLES.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" and "));
        return INTRODUCTION
                + launcher + " belong to the launcher: the project's folder, when the script was copied elsewhere, and options for Java, such as `-Xmx4g`, or"
                        + " `-XX:TieredStopAtLevel=4` for a bounded run over more than some 25 million line items ([why](performance.md#a-cold-run)).\n"
                + "Variables that Kubernetes sets for services (`COSTFLOW_..._SERVICE_HOST` and the like) are left alone.\n"
                + "\n## Keys\n\n| Key | Environment variable | Value | Default | Meaning |\n| --- | --- | --- | --- | --- |\n"
                + Options.ALL.stream().map(option -> row(option, "`" + option.variable() + "` | ")).collect(Collectors.joining())
                + "\n## Sources\n\n"
                + "`sources` lists what is summarized, each with these keys; the list is given in the file only. Without `sources` they are discovered in"
                        + " koku's own tables.\n\n"
                + "| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n"
                + SourceOptions.ALL.stream().map(option -> row(option, "")).collect(Collectors.joining());
    }

    private static String row(Option<?> option, String variable) {
        String meaning = new HtmlFormatter().format(option.declared().description()).replace("&lt;", "<").replace("&gt;", ">");
        return "| `" + option.key() + "` | " + variable + option.form().expected() + " | " + standard(option) + " | " + meaning + " |\n";
    }

    private static String standard(Option<?> option) {
        if (option.declared().hasDefaultValue()) {
            Object value = option.declared().defaultValue();
            return "`" + (value instanceof Duration duration ? TimeUtils.formatWithHighestUnit(duration) : value) + "`";
        }
        return option.required() ? "required" : "none";
    }
}
