package io.costflow.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.ComparisonTable;
import org.junit.jupiter.api.Test;

/** The names of explanations in the table of comparisons. */
class ExplanationTest {

    @Test
    void theOneThatTheTableKnowsHasTheSameNameThere() {
        assertThat(Explanation.NOT_SUMMARISED.text()).isEqualTo(ComparisonTable.NOT_SUMMARISED);
    }
}
