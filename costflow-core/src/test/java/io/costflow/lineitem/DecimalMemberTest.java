package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.parquet.UnreadableFileException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalMemberTest {

    private static final DecimalMember AMOUNT = new DecimalMember("amount", 9);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}                                             | 0",
        "{\"name\": \"x\"}                              | 0",
        "{\"amount\": null}                             | 0",
        "{\"amount\": [1]}                              | 0",
        "{\"other\": {\"amount\": 1}, \"amount\": -0.25} | -250000000",
        "{\"amount\": \"1.5\"}                          | 1500000000",
        "{\"amount\": 5e-10}                            | 1",
        "{\"amount\": -5e-10}                           | -1",
        "{\"amount\": 4.9E-10}                          | 0",
        "{\"amount\": 1e-999999999}                     | 0",
        "{\"amount\": 1, \"amount\": 2}                 | 2000000000",
    })
    void anAmountIsRoundedToWholeUnits(String json, long units) {
        assertThat(AMOUNT.units(utf8(json))).isEqualTo(units);
        assertThatCode(() -> AMOUNT.isValue("credits", utf8(json))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "[]", "{\"amount\": \"much\"}", "{\"amount\": true}", "{\"amount\": 1e999999999}", "{\"amount\": 99999999999}"})
    void whatIsNoAmountIsRefused(String json) {
        assertThatThrownBy(() -> AMOUNT.isValue("credits", utf8(json)))
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo("credits"));
    }

    @Test
    void theMessageShowsTheText() {
        assertThatThrownBy(() -> AMOUNT.isValue("credits", utf8("{\"amount\": \"much\"}"))).hasMessageContaining("\"amount\"").hasMessageContaining("much");
    }

    @Test
    void theMessageSaysOfAnAmountThatIsTooLargeHowLargeItMayBe() {
        assertThatCode(() -> AMOUNT.isValue("credits", utf8("{\"amount\": -9223372036.854775807}"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> AMOUNT.isValue("credits", utf8("{\"amount\": -10000000000}"))).hasMessageContaining("-10000000000")
                .hasMessageContaining("9223372036.854775807");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
