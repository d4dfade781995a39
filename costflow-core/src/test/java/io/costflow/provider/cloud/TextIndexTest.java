package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.random.RandomCases;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextIndexTest {

    @Test
    void textsThatOverlapAreAllFound() {
        TextIndex index = new TextIndex(List.of("he", "she", "hers", "his"));

        assertThat(index.foundIn("ushers")).containsExactlyInAnyOrder("she", "he", "hers");
        assertThat(index.foundIn("xyz")).isEmpty();
    }

    @Test
    void anEndIsFoundThoughALongerTextWentBefore() {
        TextIndex index = new TextIndex(List.of("vol-12", "l-1"));

        assertThat(index.anyEnds("arn:vol-1")).isTrue();
        assertThat(index.anyEnds("arn:vol-12")).isTrue();
        assertThat(index.anyEnds("vol-123")).isFalse();
        assertThat(index.anyEnds("VOL-12")).as("case matters").isFalse();
    }

    @Test
    void theEmptyTextIsNeverFound() {
        TextIndex index = new TextIndex(List.of(""));

        assertThat(index.foundIn("a")).isEmpty();
        assertThat(index.anyEnds("")).isFalse();
        assertThat(new TextIndex(List.of()).anyEnds("a")).isFalse();
    }

    @Test
    void findsWhatALoopOverAllTextsFinds() {
        RandomCases.check(1000, values -> {
            List<String> texts = values.list(0, 12, () -> values.text("abé", 5));
            String text = values.text("abé", 30);
            TextIndex index = new TextIndex(texts);
            Set<String> distinct = texts.stream().filter(t -> !t.isEmpty()).collect(Collectors.toSet());

            assertThat(index.foundIn(text)).containsExactlyInAnyOrderElementsOf(distinct.stream().filter(text::contains).toList());
            assertThat(index.anyEnds(text)).as("any of %s ends %s", texts, text).isEqualTo(distinct.stream().anyMatch(text::endsWith));
        });
    }
}
