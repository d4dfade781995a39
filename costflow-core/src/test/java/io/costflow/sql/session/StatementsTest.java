package io.costflow.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void semicolonsSeparateStatementsAndTheLastMayLackIts() {
        assertThat(Statements.in("SELECT 1; SELECT 2 ;\n\n  SELECT 3")).containsExactly(
                new Statement("SELECT 1", 1, 1), new Statement("SELECT 2", 1, 11), new Statement("SELECT 3", 3, 3));
    }

    @Test
    void semicolonsInTextsNamesAndCommentsSeparateNothing() {
        assertThat(Statements.in("SELECT ';', `a;b`, 'it''s;' -- no; end\n/* ; */ FROM t;")).hasSize(1);
    }

    @Test
    void blanksAndCommentsAloneAreNoStatement() {
        assertThat(Statements.in(" ; ;; -- nothing\n; /* nothing */ ;")).isEmpty();
    }

    @Test
    void aPlacedStatementHasItsPlaceInTheWholeText() {
        Statement second = Statements.in("SELECT 1;\n  SELEC 2").get(1);
        assertThat(second.placed()).isEqualTo("\n  SELEC 2");
    }

    @Test
    void anEntryIsUnfinishedUntilItsLastSemicolon() {
        assertThat(Statements.isUnfinished("SELECT 1")).isTrue();
        assertThat(Statements.isUnfinished("SELECT 1; SELECT")).isTrue();
        assertThat(Statements.isUnfinished("SELECT ';")).isTrue();
        assertThat(Statements.isUnfinished("SELECT 1; -- done")).isFalse();
        assertThat(Statements.isUnfinished("  ")).isFalse();
    }
}
