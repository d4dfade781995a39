package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.testbed.Checkout;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/vex.cdx.json} says for programs what the table in {@code docs/security.md} says for people. */
class VexTest {

    @Test
    void everyAdvisoryOfTheTableIsThereAndNoOther() throws Exception {
        String page = Files.readString(Checkout.path("docs", "security.md"));
        Set<String> named = Pattern.compile("CVE-\\d{4}-\\d+").matcher(page.substring(page.indexOf("## Dependencies"))).results()
                .map(MatchResult::group).collect(Collectors.toSet());
        JsonNode vex = new ObjectMapper().readTree(Checkout.path("docs", "vex.cdx.json").toFile());
        Set<String> refs = vex.path("components").findValuesAsText("bom-ref").stream().collect(Collectors.toSet());

        assertThat(vex.path("vulnerabilities").findValuesAsText("id")).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(named);
        assertThat(vex.path("vulnerabilities")).allSatisfy(vulnerability -> {
            String state = vulnerability.at("/analysis/state").asText();
            assertThat(state).isIn("not_affected", "resolved");
            assertThat(vulnerability.at("/analysis").has("justification")).isEqualTo(state.equals("not_affected"));
            assertThat(vulnerability.at("/analysis/detail").asText()).endsWith(".");
            assertThat(refs).contains(vulnerability.at("/affects/0/ref").asText());
        });
    }
}
