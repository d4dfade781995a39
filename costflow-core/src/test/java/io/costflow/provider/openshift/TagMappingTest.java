package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 14-coexistence.md, Tag mapping. */
class TagMappingTest {

    private static final ReferenceSnapshot REFERENCE = SnapshotBuilder.of("org1234567")
            .mapped("OCP", "app", "application")
            .mapped("OCP", "service", "application")
            .mapped("OCP", "env", "environment")
            .mapped("AWS", "app", "product")
            .build();

    private final TagMapping mapping = TagMapping.of(REFERENCE, "OCP");

    @Test
    void aKeyThatIsMappedBecomesItsParent() {
        assertThat(mapped(Map.of("app", "web", "env", "prod", "team", "a"))).isEqualTo(Map.of("application", "web", "environment", "prod", "team", "a"));
        assertThat(mapped(Map.of("team", "a"))).isEqualTo(Map.of("team", "a"));
        assertThat(mapping.mapped(null)).isNull();
    }

    @Test
    void aLabelWithoutAValueIsMappedToo() {
        Map<String, String> labels = new HashMap<>();
        labels.put("app", null);
        assertThat(mapping.mapped(LabelSet.of(labels)).json()).isEqualTo("{\"application\":null}");
    }

    @Test
    void besideItsParentEveryKeyThatIsMappedIsDropped() {
        assertThat(mapped(Map.of("application", "shop", "app", "web", "service", "cart", "env", "prod", "team", "a")))
                .isEqualTo(Map.of("application", "shop", "team", "a"));
    }

    @Test
    void ofTwoChildrenTheLongerKeyWinsAsItDoesInJsonb() {
        assertThat(mapped(Map.of("app", "web", "service", "cart"))).isEqualTo(Map.of("application", "cart"));
    }

    @Test
    void ofTwoChildrenOfOneLengthTheLaterInTheOrderOfBytesWins() {
        TagMapping bytes = TagMapping.of(SnapshotBuilder.of("org1234567").mapped("OCP", "\uFFFDa", "parent").mapped("OCP", "\uD83D\uDE00", "parent").build(), "OCP");
        assertThat(bytes.mapped(LabelSet.of(Map.of("\uFFFDa", "three bytes and one", "\uD83D\uDE00", "four bytes"))).asMap())
                .isEqualTo(Map.of("parent", "four bytes"));
    }

    @Test
    void keysOfOtherKindsOfSourcesAreLeftAlone() {
        assertThat(TagMapping.of(REFERENCE, "AWS").mapped(LabelSet.of(Map.of("app", "web", "env", "prod"))).asMap())
                .isEqualTo(Map.of("product", "web", "env", "prod"));
        assertThat(TagMapping.of(REFERENCE, "AWS", "OCP").mapped(LabelSet.of(Map.of("app", "web", "env", "prod"))).asMap())
                .as("the later of two parents").isEqualTo(Map.of("product", "web", "environment", "prod"));
    }

    @Test
    void withoutAMappingTheDigestOfADayIsWhatItWas() {
        assertThat(digest(SnapshotBuilder.of("org1234567").build())).isEqualTo(new Digest().text());
        assertThat(digest(REFERENCE)).isNotEqualTo(new Digest().text());
    }

    private Map<String, String> mapped(Map<String, String> labels) {
        return mapping.mapped(LabelSet.of(labels)).asMap();
    }

    private static String digest(ReferenceSnapshot reference) {
        Digest digest = new Digest();
        TagMapping.addTo(digest, reference, "OCP");
        return digest.text();
    }
}
