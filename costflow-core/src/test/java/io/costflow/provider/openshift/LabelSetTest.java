package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 6-verified.md, Labels: the merged map is compact JSON with keys in code-point order and raw UTF-8. */
class LabelSetTest {

    private final LabelTexts texts = new LabelTexts(new EnabledKeys(List.of("a", "b", "\uFFFD", "\uD83D\uDE00", "ü"))::contains);

    @Test
    void itsTextIsCompactWithKeysInCodePointOrder() {
        assertThat(texts.labels("{\"b\": \"2\", \"\\ud83d\\ude00\": \"x\", \"\\ufffd\": \"y\", \"\\u00fc\": \"z\", \"a\": \"1\"}").json())
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"ü\":\"z\",\"\uFFFD\":\"y\",\"\uD83D\uDE00\":\"x\"}");
    }

    @Test
    void onlyWhatJsonMustEscapeIsEscaped() {
        assertThat(LabelSet.of(Map.of("a", "\"q\" \\ / \n \u0001 é")).json()).isEqualTo("{\"a\":\"\\\"q\\\" \\\\ / \\n \\u0001 é\"}");
    }

    @Test
    void aLabelWithoutAValueIsKept() {
        Map<String, String> labels = new HashMap<>();
        labels.put("a", null);
        assertThat(LabelSet.of(labels).json()).isEqualTo("{\"a\":null}");
        assertThat(texts.labels("{\"a\": null}")).isEqualTo(LabelSet.of(labels));
        assertThat(LabelSet.of(Map.of("a", "1")).overriddenBy(LabelSet.of(labels)).json()).isEqualTo("{\"a\":null}");
    }

    @Test
    void valuesThatAreNotTextBecomeText() {
        assertThat(texts.labels("{\"a\": true, \"b\": 7}").json()).isEqualTo("{\"a\":\"true\",\"b\":\"7\"}");
    }

    @Test
    void setsAreEqualByValue() {
        assertThat(texts.labels("{\"a\": \"1\", \"b\": \"2\"}"))
                .isEqualTo(texts.labels("{\"b\":\"2\",\"a\":\"1\",\"other\":\"3\"}"))
                .hasSameHashCodeAs(LabelSet.of(Map.of("b", "2", "a", "1")))
                .isNotEqualTo(LabelSet.of(Map.of("a", "1")));
        assertThat(LabelSet.of(Map.of())).isEqualTo(LabelSet.EMPTY).hasToString("{}");
    }

    @Test
    void theOverridingSetWins() {
        LabelSet one = LabelSet.of(Map.of("a", "1", "b", "1"));
        LabelSet other = LabelSet.of(Map.of("b", "2", "c", "2"));
        assertThat(one.overriddenBy(other).json()).isEqualTo("{\"a\":\"1\",\"b\":\"2\",\"c\":\"2\"}");
        assertThat(one.overriddenBy(LabelSet.EMPTY)).isSameAs(one);
        assertThat(LabelSet.EMPTY.overriddenBy(one)).isSameAs(one);
    }

    @Test
    void noTextIsNoSet() {
        assertThat(texts.labels(null)).isNull();
    }
}
