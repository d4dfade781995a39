package io.costflow.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.costmodel.CostStatement.Rate;
import io.costflow.provider.openshift.CostCategories;
import io.costflow.provider.openshift.Facts;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification, K.5 and K.6: what scenarios do not have of GPUs. */
class GpuCostsTest {

    private static final LocalDate DAY = LocalDate.of(2025, 10, 6);
    private static final Scope PLAIN = new Scope("s", DAY, DAY, 1, "Supplementary", null);
    private static final Scope BY_RATE = new Scope("s", DAY, DAY, 1, "Supplementary", new Scope.ByRate("m", "r", "n", "gpu"));
    private static final Rate FLAT = new Rate.Flat(new BigDecimal("744"));

    @Test
    void aNamespaceOfSeveralCategoriesHasARowForEach() {
        CostCategories categories = new CostCategories(List.of(new NamespacePattern("m%", 1), new NamespacePattern("ml", 2)));
        assertThat(new GpuCosts(statement(FLAT), PLAIN, categories).rows(List.of(use("ml", "H100", 86400, null)), List.of())).extracting(CostRow::costCategory, CostRow::cost)
                .containsExactly(tuple(1, cost("24")), tuple(2, cost("24")));
    }

    @Test
    void theVendorIsMatchedByItsBeginning() {
        Facts.GpuUse other = new Facts.GpuUse(DAY, "n", "ml", "p", "u", "", 0, "amd", "M", 1.0, "", "", null, null, null, 86400.0);
        assertThat(rows(FLAT, PLAIN, List.of(other), List.of())).isEmpty();
    }

    @Test
    void nodesCostWhatNoPodUsedOfThemByHowTheySplitTheirGpus() {
        List<Facts.GpuUse> uses = List.of(use("ml", "H100", 3600, 7.0));
        assertThat(unallocated(uses, node("2", null, 24))).as("slices of all GPUs").containsExactly(cost("47.857142904999996"));
        assertThat(unallocated(uses, node(" 2 ", " Mixed", 24))).containsExactly(cost("47.857142904999996"));
        assertThat(unallocated(uses, node("2", "single", 24))).as("each GPU is one slice").containsExactly(cost("6.714285721"));
        assertThat(unallocated(uses, node("2", "none", 24))).as("a strategy that koku does not know").isEmpty();
        assertThat(unallocated(uses, node("two", null, 24))).as("no number").isEmpty();
        assertThat(unallocated(List.of(), node("2", null, 24))).as("nothing used, so that no number of slices is known").isEmpty();
        assertThat(unallocated(List.of(), node("2", "single", 24))).as("the same, where slices do not matter").containsExactly((BigDecimal) null);
    }

    @Test
    void aModelWithoutRateCostsNothingByRateAndIsUnknownOtherwise() {
        Rate ofOthers = new Rate.ByTag(null, Map.of("A100", BigDecimal.ONE), null);
        List<Facts.GpuUse> uses = List.of(use("ml", "H100", 3600, null));
        assertThat(rows(ofOthers, PLAIN, uses, List.of(node("2", null, 24)))).extracting(CostRow::namespace, CostRow::cost)
                .containsExactly(tuple("ml", cost("0")), tuple("GPU unallocated", null));
        assertThat(rows(ofOthers, BY_RATE, uses, List.of(node("2", null, 24)))).extracting(CostRow::cost).containsExactly(cost("0"), cost("0"));
    }

    @Test
    void doublesAreWrittenWithAnExponent() {
        assertThat(List.of(81920.0, 7.0, 0.0, 0.05, 1234.5, -20.0)).extracting(SqlArithmetic::text)
                .containsExactly("8.192E4", "7.0E0", "0E0", "5.0E-2", "1.2345E3", "-2.0E1");
    }

    private static List<BigDecimal> unallocated(List<Facts.GpuUse> uses, Facts.GpuNode node) {
        return rows(FLAT, PLAIN, uses, List.of(node)).stream().filter(row -> row.namespace().equals("GPU unallocated")).map(CostRow::cost).toList();
    }

    private static List<CostRow> rows(Rate rate, Scope scope, List<Facts.GpuUse> uses, List<Facts.GpuNode> nodes) {
        return new GpuCosts(statement(rate), scope, new CostCategories(List.of())).rows(uses, nodes);
    }

    private static CostStatement.Gpus statement(Rate rate) {
        return new CostStatement.Gpus("nvidia", rate, 31, "c", "C");
    }

    private static Facts.GpuUse use(String namespace, String model, double seconds, Double maxSlices) {
        return new Facts.GpuUse(DAY, "n", namespace, "p", "u", "", 0, "nvidia", model, 81920.0, "", "", null, maxSlices, null, seconds);
    }

    private static Facts.GpuNode node(String count, String strategy, long hours) {
        return new Facts.GpuNode(DAY, "n", count, "H100-80GB", strategy, "hash", hours);
    }

    private static BigDecimal cost(String value) {
        return new BigDecimal(value).setScale(15);
    }
}
