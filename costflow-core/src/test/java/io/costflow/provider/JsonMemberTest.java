package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members of a JSON object have a text, read one by one or all at once. */
class JsonMemberTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = ';', nullValues = "-", value = {
        "{\"a\": \"x\", \"b\": 4, \"c\": true}; 4",
        "{\"b\": 1, \"b\": 2}; 2",
        "{\"b\": 1, \"b\": null}; -",
        "{\"b\": {\"b\": 1}}; -",
        "{\"a\": {\"b\": 1}}; -",
        "{\"a\": [1], \"b\": \"\"}; ''",
        "{\"b\": 1; -",
        "{\"b\": 1, x; -",
        "[\"b\", 1]; -",
        "''; -"
    })
    void aScalarMemberHasAText(String json, String expected) {
        assertThat(JsonMember.scalar(json, "b")).isEqualTo(expected);
        assertThat(JsonMember.scalars(json).get("b")).isEqualTo(expected);
    }
}
