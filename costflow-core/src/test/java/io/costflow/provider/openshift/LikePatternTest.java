package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
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

    @Property
    void isTheRegularExpressionOfTheSameMeaning(
            @ForAll @Chars({'a', 'b', '%', '_'}) @StringLength(max = 6) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 7) String text) {
        String regularExpression = pattern.chars()
                .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : String.valueOf((char) c))
                .collect(Collectors.joining());
        assertThat(new LikePattern(pattern).matches(text)).isEqualTo(text.matches(regularExpression));
    }
}
