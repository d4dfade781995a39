package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which days outside the window are planned for those that are asked for. */
class BackfillTest {

    private static final String TENANT = "org1234567";
    private static final String ACCOUNT = "00000000-0000-0000-0000-000000000002";
    private static final SourceSettings FIRST = cluster("00000000-0000-0000-0000-000000000001", ACCOUNT);
    private static final SourceSettings SECOND = cluster("00000000-0000-0000-0000-000000000011", ACCOUNT);
    private static final SourceSettings ELSEWHERE = cluster("00000000-0000-0000-0000-000000000021", null);
    private static final List<SourceSettings> SOURCES = List.of(FIRST, SECOND, ELSEWHERE, SourceSettings.cloud(TENANT, "AWS", ACCOUNT, BigDecimal.ZERO));
    private static final OutputPeriod ASKED = period("openshift-on-aws", ACCOUNT);

    @Test
    void aCloudsDayNeedsTheClustersThatRunOnIt() {
        Backfill backfill = Backfill.of(List.of(ASKED), Set.of(), SOURCES);

        assertThat(backfill.attributed()).containsExactlyInAnyOrder(usage(FIRST), usage(SECOND));
        assertThat(backfill.needed()).containsExactlyInAnyOrder(ASKED, usage(FIRST), usage(SECOND));
    }

    @Test
    void aClusterWithoutRowsInTheTablesIsLeftOut() {
        Backfill backfill = Backfill.of(List.of(ASKED), Set.of(usage(SECOND)), SOURCES);

        assertThat(backfill.attributed()).as("whose rows are looked for again").contains(usage(SECOND));
        assertThat(backfill.needed()).containsExactlyInAnyOrder(ASKED, usage(FIRST));
        assertThat(backfill.of(SOURCES)).as("after another poll").isEqualTo(backfill);
    }

    @Test
    void aClustersDayThatIsAskedForIsNeededWhateverTheTablesHold() {
        Backfill backfill = Backfill.of(List.of(ASKED, usage(SECOND)), Set.of(usage(SECOND)), SOURCES);

        assertThat(backfill.needed()).containsExactlyInAnyOrder(ASKED, usage(FIRST), usage(SECOND));
    }

    private static SourceSettings cluster(String uuid, String infrastructure) {
        return SourceSettings.cluster(TENANT, "OCP", uuid, "cluster-" + uuid, "Cluster", infrastructure);
    }

    private static OutputPeriod usage(SourceSettings cluster) {
        return period("openshift", cluster.uuid());
    }

    private static OutputPeriod period(String output, String source) {
        return OutputPeriod.of(output, SourceDay.of(TENANT, source, LocalDate.of(2025, 10, 3)));
    }
}
