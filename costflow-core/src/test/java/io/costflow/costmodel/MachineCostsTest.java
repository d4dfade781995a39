package io.costflow.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.costmodel.CostStatement.MachineBasis;
import io.costflow.costmodel.CostStatement.Rate;
import io.costflow.provider.openshift.Facts;
import io.costflow.provider.openshift.LabelSet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification, K.3: what scenarios do not have of virtual machines. */
class MachineCostsTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 10, 6);
    private static final LocalDate LAST = FIRST.plusDays(1);
    private static final Scope PLAIN = new Scope("s", FIRST, LAST, 1, "Supplementary", null);
    private static final Scope BY_RATE = new Scope("s", FIRST, LAST, 1, "Supplementary", new Scope.ByRate("m", "r", "n", "cpu"));

    @Test
    void coresThatChangeWithinADayCostTheLongestUptimeTimesTheMostCores() {
        List<Facts.MachineDay> days = List.of(day(FIRST, 2.0, 20 * 3600.0), day(FIRST, 4.0, 4 * 3600.0));
        assertThat(costs(MachineBasis.CORE_HOURS, flat("0.5"), PLAIN).byReport(List.of(row(FIRST)), days, List.of(place(FIRST, "n")))).extracting(CostRow::cost)
                .containsExactly(new BigDecimal("40.000000000000000"));
        assertThat(costs(MachineBasis.HOURS, flat("0.5"), PLAIN).byReport(List.of(row(FIRST)), days, List.of())).extracting(CostRow::cost)
                .containsExactly(new BigDecimal("12.000000000000000"));
    }

    @Test
    void aMachineThatMovedIsShownWhereItWasLast() {
        List<Facts.MachineDay> days = List.of(day(FIRST, 2.0, 3600.0), day(LAST, 2.0, 3600.0));
        List<Facts.MachinePlace> places = List.of(place(FIRST, "z"), place(LAST, "b"), place(LAST, "c"));
        assertThat(costs(MachineBasis.CORE_HOURS, flat("1"), PLAIN).byReport(List.of(row(FIRST), row(LAST)), days, places)).extracting(CostRow::day, CostRow::node)
                .containsExactly(tuple(FIRST, "c"), tuple(LAST, "c"));
    }

    @Test
    void aMachineWithoutUsageOnItsLastDayIsDroppedByFlatRatesOfCoresAndNotByTags() {
        List<Facts.MachineDay> days = List.of(day(FIRST, 2.0, 3600.0));
        List<Facts.MachinePlace> places = List.of(place(FIRST, "n"), place(LAST, "n"));
        assertThat(costs(MachineBasis.CORE_MONTH, flat("1"), PLAIN).byReport(List.of(row(FIRST)), days, places)).isEmpty();
        assertThat(costs(MachineBasis.CORE_MONTH, new Rate.ByTag("app", Map.of(), new BigDecimal("31")), PLAIN).byReport(List.of(row(FIRST)), days, places))
                .extracting(CostRow::cost).containsExactly(new BigDecimal("2.000000000000000"));
    }

    @Test
    void hourlyLineItemsOfPodsAreCountedWhereThereIsNoReport() {
        List<Facts.MachinePodHours> hours = List.of(new Facts.MachinePodHours(FIRST, "vm", 48, List.of()));
        assertThat(costs(MachineBasis.HOURS, flat("0.05"), PLAIN).byPodHours(List.of(row(FIRST), row(LAST)), hours)).extracting(CostRow::cost)
                .containsExactly(new BigDecimal("2.400000000000000"));
    }

    @Test
    void rowsOfCostsAreNotChargedAgain() {
        List<Facts.MachineDay> days = List.of(day(FIRST, 2.0, 3600.0));
        List<SummaryRow> rows = List.of(row(FIRST, "Supplementary", null), row(FIRST, null, "Node"));
        assertThat(costs(MachineBasis.HOURS, flat("1"), PLAIN).byReport(rows, days, List.of())).isEmpty();
        Rate byTag = new Rate.ByTag("app", Map.of("web", BigDecimal.ONE), null);
        assertThat(costs(MachineBasis.CORE_HOURS, byTag, PLAIN).byReport(rows, days, List.of())).as("koku does not ask for the monthly type here").hasSize(1);
        assertThat(costs(MachineBasis.CORE_MONTH, byTag, PLAIN).byReport(rows, days, List.of())).isEmpty();
    }

    @Test
    void onlyHoursByTagHaveNoMonthlyTypeByRate() {
        List<Facts.MachineDay> days = List.of(day(FIRST, 2.0, 3600.0));
        Rate byTag = new Rate.ByTag("app", Map.of("web", BigDecimal.ONE), null);
        for (MachineBasis basis : MachineBasis.values()) {
            assertThat(costs(basis, byTag, PLAIN).byReport(List.of(row(FIRST)), days, List.of())).extracting(CostRow::monthlyCostType).containsExactly("Tag");
            assertThat(costs(basis, byTag, BY_RATE).byReport(List.of(row(FIRST)), days, List.of())).extracting(CostRow::monthlyCostType)
                    .containsExactly(basis == MachineBasis.HOURS ? null : "Tag");
        }
    }

    private static MachineCosts costs(MachineBasis basis, Rate rate, Scope scope) {
        return new MachineCosts(new CostStatement.Machines(basis, rate, true, 31, "OCP_VM_CORE"), scope);
    }

    private static Rate flat(String rate) {
        return new Rate.Flat(new BigDecimal(rate));
    }

    private static Facts.MachineDay day(LocalDate day, double cores, double seconds) {
        return new Facts.MachineDay(day, "vm", cores, seconds, day.atTime(23, 0), List.of());
    }

    private static Facts.MachinePlace place(LocalDate day, String node) {
        return new Facts.MachinePlace(day, "vm", node, "id-" + node, day.atTime(23, 0), 2.0, 1.0);
    }

    private static SummaryRow row(LocalDate day) {
        return row(day, null, null);
    }

    private static SummaryRow row(LocalDate day, String rateType, String monthlyCostType) {
        LabelSet labels = LabelSet.of(Map.of("vm_kubevirt_io_name", "vm", "app", "web"));
        return new SummaryRow(day, "s", 1, "c", "C", "Pod", "ns", "n", "id", labels, labels, null, rateType, monthlyCostType, 1.0, 1.0, null);
    }
}
