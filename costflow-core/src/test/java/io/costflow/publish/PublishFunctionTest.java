package io.costflow.publish;

import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The sink in a Flink operator: rows of several days arrive mixed, each day is published at its own mark. */
class PublishFunctionTest {

    @Test
    void publishesEachDayAtItsMark() throws Exception {
        DatabaseSettings database = KokuDatabase.fresh();
        UsageDay first = new UsageDay(row("shop", 1), row("billing", 2));
        UsageDay second = new UsageDay(SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, UsageDay.DAY.plusDays(1)), row("n".repeat(254), 1));
        PublishFunction function = new PublishFunction(database, () -> UsageDay.TABLES, database.outageBudget(), WriteRule.ALWAYS, Shadow.NONE);
        try (var harness = new OneInputStreamOperatorTestHarness<PublishInput, DayReport>(new ProcessOperator<>(function))) {
            harness.open();
            harness.processElement(PublishInput.of(first.staged()), 0);
            harness.processElement(PublishInput.of(second.staged()), 0);
            harness.processElement(PublishInput.of(first.mark()), 0);
            harness.processElement(PublishInput.of(second.mark()), 0);
            harness.processElement(PublishInput.of(first.staged()), 0);
            harness.processElement(PublishInput.of(first.mark()), 0);

            assertThat(harness.extractOutputValues()).extracting(DayReport::outcome)
                    .containsExactly(Outcome.PUBLISHED, Outcome.HELD_BACK, Outcome.UNCHANGED);
            assertThat(harness.extractOutputValues()).extracting(DayReport::written).containsExactly(2L, 0L, 0L);
        }
    }
}
