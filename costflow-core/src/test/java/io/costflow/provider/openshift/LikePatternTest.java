package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.random.RandomCases;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '\'', value = {
        "shop,shop,true",
        "shop,Shop,false",
        "shop,shops,false",
        "shop,'',false",
        "'','',true",
        "'',a,false",
        "%,'',true",
        "%%,abc,true",
        "kube-%,kube-system,true",
        "kube-%,kube-,true",
        "kube-%,my-kube-system,false",
        "%-system,kube-system,true",
        "%-system,kube-system-x,false",
        "a%b%c,aXXbYYbc,true",
        "a%b%c,acb,false",
        "%ab,aab,true",
        "a_b,a-b,true",
        "a_b,ab,false",
        "_%,'',false",
        "a\\_b,a_b,false",
        "a\\_b,a\\xb,true",
        "a.c,abc,false",
        "[a-z],b,false",
        "_,😀,true",
        "__,😀,false",
    })
    void matchesAsTrinoDoes(String pattern, String text, boolean expected) {
        assertThat(new LikePattern(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void isTheRegularExpressionOfTheSameMeaning() {
        RandomCases.check(5000, values -> {
            String pattern = values.text("ab%_", 6);
            String text = values.text("ab", 7);
            String regularExpression = pattern.chars()
                    .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : String.valueOf((char) c))
                    .collect(Collectors.joining());
            assertThat(new LikePattern(pattern).matches(text)).as("\"%s\" like \"%s\"", text, pattern).isEqualTo(text.matches(regularExpression));
        });
    }
}
