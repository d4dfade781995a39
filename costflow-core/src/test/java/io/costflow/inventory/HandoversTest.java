package io.costflow.inventory;

import static io.costflow.inventory.Lake.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.publish.WriteRule;
import io.costflow.settings.SourceMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which days are compared with the tables when an operator hands their output over. */
class HandoversTest {

    private final Handovers handovers = new Handovers(WriteRule.ALWAYS);

    @Test
    void theDaysOfAnOutputAreDueOnceWhenCostflowBeginsToWriteIt() {
        assertThat(since(SourceMode.TRINO)).isEmpty();
        assertThat(handovers.since(List.of(SOURCE), Map.of(), Lake.window(3, 4))).as("a tenant that cannot be read").isEmpty();
        assertThat(since(SourceMode.COSTFLOW)).extracting(period -> period.day().day().getDayOfMonth()).containsExactlyInAnyOrder(3, 4);
        assertThat(since(SourceMode.COSTFLOW)).isEmpty();
    }

    private Set<OutputPeriod> since(SourceMode mode) {
        return handovers.since(List.of(SOURCE), Map.of(SOURCE.tenant(), Map.of(SOURCE.uuid(), Map.of("openshift", mode))), Lake.window(3, 4));
    }
}
