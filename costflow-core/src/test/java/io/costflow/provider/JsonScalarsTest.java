package io.costflow.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of Trino 476. */
class JsonScalarsTest {

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5E0, 1.5",
        "0.1, 1.0E-1, 0.1",
        "1e3, 1.0E3, 1000.0",
        "1.10, 1.1E0, 1.1",
        "100.0, 1.0E2, 100.0",
        "1e-7, 1.0E-7, 1.0E-7",
        "1e+21, 1.0E21, 1.0E21",
        "-0.0, -0E0, -0.0",
        "0.0, 0E0, 0.0",
        "0.30000000000000004, 3.0000000000000004E-1, 0.30000000000000004",
        "123456789.125, 1.23456789125E8, 1.23456789125E8",
        "1e400, Infinity, Infinity",
        "-0, -0, 0",
        "12345678901234567890123, 12345678901234567890123, 12345678901234567890123",
        "true, true, true",
        "'\"1.50\"', 1.50, 1.50",
    })
    void aNumberWithAPointIsADoubleAndAllElseKeepsItsText(String json, String cast, String extracted) throws IOException {
        assertThat(JsonScalars.cast(at(json))).isEqualTo(cast);
        assertThat(JsonScalars.extracted(at(json))).isEqualTo(extracted);
    }

    @Test
    void nullHasNoText() throws IOException {
        assertThat(JsonScalars.cast(at("null"))).isNull();
        assertThat(JsonScalars.extracted(at("null"))).isNull();
    }

    private static JsonParser at(String json) throws IOException {
        JsonParser parser = new JsonFactory().createParser(json);
        parser.nextToken();
        return parser;
    }
}
