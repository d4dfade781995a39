package io.costflow.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.provider.openshift.Facts;
import io.costflow.provider.openshift.LabelSet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuSharesTest {
    private static final LocalDate DAY = LocalDate.of(2025, 10, 2);
    private static final List<Facts.GpuUse> USES = List.of(use("ml", 3600.0), use("web", null), use("ml", null), use("ai", 10800.0));

    /** As in SQL, where sums leave NULL out, and groups do not. */
    @Test
    void aNamespaceWhoseUptimesAreAllNullIsChargedNull() {
        SummaryRow unused = new SummaryRow(
                DAY, "s", 1, "c", "C", "GPU", "GPU unallocated", "n", null, null, LabelSet.of(Map.of("gpu-model", "H100")), null, null, null, null, null, BigDecimal.valueOf(8));

        assertThat(new GpuShares(USES).distribute(new CostStatement.GpuDistribution("gpu_distributed"), List.of(unused), USES))
                .extracting(CostRow::namespace, row -> row.cost() == null ? null : row.cost().doubleValue())
                .containsExactlyInAnyOrder(tuple("ml", 2.0), tuple("ai", 6.0), tuple("web", null), tuple("GPU unallocated", -8.0));
    }

    @Test
    void byRateItHasNoRow() {
        RateCost unused = new RateCost(DAY, "c", "C", 1, "n", "H100", "rate", "gpu", "Supplementary", BigDecimal.valueOf(8));

        assertThat(new GpuShares(USES).distributeByRate(new CostStatement.GpuDistribution("gpu_distributed"), List.of(unused)))
                .extracting(CostRow::namespace).containsExactlyInAnyOrder("ml", "ai");
    }

    private static Facts.GpuUse use(String namespace, Double seconds) {
        return new Facts.GpuUse(DAY, "n", namespace, "p", "u", "", 0, "nvidia", "H100", 81920.0, "", "", null, null, null, seconds);
    }
}
