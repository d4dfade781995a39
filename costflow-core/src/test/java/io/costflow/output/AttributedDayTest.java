package io.costflow.output;

import static io.costflow.output.CorrelationHarness.OUTPUT;
import static io.costflow.output.CorrelationHarness.REFERENCE;
import static io.costflow.output.CorrelationHarness.computed;
import static io.costflow.output.CorrelationHarness.file;
import static io.costflow.output.CorrelationHarness.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.CompleteDay;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.provider.Layouts;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.publish.PublishInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the last good revision of a bill's day is attributed. */
class AttributedDayTest {

    private static final HeldBack CUT = new HeldBack("Not Parquet.", "s3://bill", null);

    private final List<BillFindings> findings = new ArrayList<>();
    private final List<PublishInput> rows = new ArrayList<>();

    @Test
    void aDayThatIsHeldBackIsAttributedOnlyToBeComparedWithTheTables() {
        assertThat(attributed(false).lastGood()).isEmpty();
        AttributedDay compared = attributed(true);
        assertThat(compared.lastGood()).isPresent();
        assertThat(DayOutcome.of(compared.cloud(), compared, rows::add).mark().lastGood().content().rows()).isPositive();
        assertThat(rows).isNotEmpty();
        assertThat(findings).as("findings, which were reported when the day was computed first").isEmpty();
    }

    private AttributedDay attributed(boolean compared) {
        DayPlan plan = plan(2, "alpha");
        DayPlan asked = new DayPlan(plan.day(), plan.revision(), plan.source(), plan.files(), plan.overlap(), compared, plan.outputs());
        CompleteDay day = new CompleteDay(asked, OUTPUT, 2, List.of(file(true, CUT)), REFERENCE, plan(1, "alpha"), List.of(file(true, null)));
        return new AttributedDay(day, Map.of("alpha", computed("alpha", 2, REFERENCE)), Layouts.ofAll(), findings::add);
    }
}
