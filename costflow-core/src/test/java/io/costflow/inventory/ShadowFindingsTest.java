package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.inventory.ShadowFindings.Differences;
import io.costflow.publish.ComparisonTable;
import io.costflow.publish.ComparisonTable.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShadowFindingsTest {

    private static final String LARGE = "00000000-0000-0000-0000-000000000001";
    private static final String SMALL = "00000000-0000-0000-0000-000000000002";

    @Test
    void daysThatDifferInBothDirectionsDoNotCancelEachOtherOut() {
        Differences findings = of(row(LARGE, 1, 100.0, 101.0, 1), row(LARGE, 2, 100.0, 99.0, 1));

        assertThat(findings.money()).isEqualTo(0.01, Offset.offset(1e-12));
        assertThat(findings.days()).isEqualTo(2);
        assertThat(findings.rows()).isEqualTo(2);
    }

    @Test
    void aSmallSourceIsNotHiddenByALargeOne() {
        ShadowFindings findings = ShadowFindings.of(Set.of(), List.of(row(LARGE, 1, 1e9, 1e9, 0), row(LARGE, 2, 1e9, 1e9, 0), row(SMALL, 1, 1.0, 2.0, 1)));

        assertThat(findings.sources()).containsOnly(Map.entry(LARGE, new Differences(2, 0, 0, 0)), Map.entry(SMALL, new Differences(1, 1, 1, 1)));
        assertThat(findings.sources().get(LARGE).and(findings.sources().get(SMALL))).isEqualTo(new Differences(3, 1, 1, 1));
    }

    @Test
    void moneyOfWhichTheOtherProgramHasNoneDiffersAltogether() {
        assertThat(of(row(LARGE, 1, 0.0, 5.0, 1)).money()).isEqualTo(1);
        assertThat(of(row(LARGE, 1, 0.0, 0.0, 0)).money()).isZero();
    }

    @Test
    void aTableWithoutMoneyAndADayThatIsYetToBeSummarisedCountNoMoney() {
        Row waiting = new Row(period(LARGE, 2), "t", 0, 5, 0, 0, 0.0, 5.0, ComparisonTable.NOT_SUMMARISED);
        Differences findings = of(row(LARGE, 1, null, null, 1), waiting);

        assertThat(findings.money()).isZero();
        assertThat(findings.days()).isEqualTo(1);
        assertThat(findings.differing()).isEqualTo(1);
    }

    private static Differences of(Row... ofLarge) {
        return ShadowFindings.of(Set.of(), List.of(ofLarge)).sources().get(LARGE);
    }

    private static Row row(String source, int day, Double theirs, Double ours, int different) {
        return new Row(period(source, day), "t", 10, 0, 0, different, theirs, ours, null);
    }

    private static OutputPeriod period(String source, int day) {
        return OutputPeriod.of("aws", SourceDay.of("org1234567", source, LocalDate.of(2025, 10, day)));
    }
}
