package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.assembly.HourlyIntervals;
import io.costflow.lineitem.Key;
import io.costflow.provider.Layouts;
import io.costflow.provider.Report;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the layouts of OpenShift's files have in common. */
class OpenShiftLineItemsTest {

    static Stream<Report> hourlyReports() {
        return OpenShift.PROVIDER.reports().stream().filter(report -> !report.daily());
    }

    @ParameterizedTest
    @MethodSource("hourlyReports")
    void hourlyFilesTellTheirIntervals(Report report) {
        Key interval = Layouts.ofAll().layout(report.id()).groupings().get(HourlyIntervals.TABLE).keys().get(HourlyIntervals.KEY);
        assertThat(interval).isEqualTo(new Key("interval_start", Key.Kind.TIME, true));
    }
}
