package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @Property
    void findsWhatALoopOverAllTextsFinds(@ForAll("texts") List<String> texts, @ForAll("longTexts") String text) {
        TextIndex index = new TextIndex(texts);
        Set<String> distinct = texts.stream().filter(t -> !t.isEmpty()).collect(Collectors.toSet());

        assertThat(index.foundIn(text)).containsExactlyInAnyOrderElementsOf(distinct.stream().filter(text::contains).toList());
        assertThat(index.anyEnds(text)).isEqualTo(distinct.stream().anyMatch(text::endsWith));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().withChars("abé").ofMaxLength(5).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.strings().withChars("abé").ofMaxLength(30);
    }
}
