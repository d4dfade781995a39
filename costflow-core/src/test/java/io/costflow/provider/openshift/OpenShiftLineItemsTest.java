package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.HourlyIntervals;
import io.costflow.day.ReportType;
import io.costflow.lineitem.Key;
import io.costflow.settings.SourceSettings;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the layouts of OpenShift's files have in common. */
class OpenShiftLineItemsTest {

    static Stream<ReportType> hourlyTypes() {
        return Arrays.stream(ReportType.values()).filter(type -> type.sourceType() == SourceSettings.Type.OCP && !type.daily());
    }

    @ParameterizedTest
    @MethodSource("hourlyTypes")
    void hourlyFilesTellTheirIntervals(ReportType type) {
        Key interval = OpenShiftLineItems.layout(type).groupings().get(HourlyIntervals.TABLE).keys().get(HourlyIntervals.KEY);
        assertThat(interval).isEqualTo(new Key("interval_start", Key.Kind.TIME, true));
    }
}
