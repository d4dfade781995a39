package io.costflow.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlNameTest {

    @Test
    void noNameEndsItsQuotes() {
        assertThat(SqlName.quoted("org1234567")).isEqualTo("\"org1234567\"");
        assertThat(SqlName.quoted("x\"; drop table y; --")).isEqualTo("\"x\"\"; drop table y; --\"");
        assertThat(SqlName.quoted("a b", "%s")).isEqualTo("\"a b\".\"%s\"");
    }

    @Test
    void aNameThatPostgresWouldCutOffOrCannotHaveIsRefused() {
        assertThat(SqlName.quoted("ü".repeat(31))).hasSize(33);
        assertThatThrownBy(() -> SqlName.quoted("ü".repeat(32))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("63 bytes");
        assertThatThrownBy(() -> SqlName.quoted("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SqlName.quoted("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextEndsItsLiteral() {
        assertThat(SqlName.literal("it's")).isEqualTo("'it''s'");
        assertThat(SqlName.literal("a\\'; drop")).isEqualTo("E'a\\\\''; drop'");
    }
}
