package io.costflow.inventory;

import static io.costflow.inventory.Lake.OCTOBER;
import static io.costflow.inventory.Lake.SOURCE;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.inventory.PublishedDays.Published;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowWarningsTest {

    private static final SourceMonth SEPTEMBER = new SourceMonth(SOURCE, YearMonth.of(2025, 9));

    @Test
    void aWindowThatIsInOrderHasNone() {
        assertThat(warnings(Map.of(OCTOBER, List.of(daily(3)), SEPTEMBER, List.of()), 3)).isEmpty();
    }

    @Test
    void aSourceWithoutAnyFileIsNamed() {
        assertThat(warnings(Map.of(OCTOBER, List.of(), SEPTEMBER, List.of()))).containsExactly(
                "The source org1234567/00000000-0000-0000-0000-000000000001 has no file at all from 2025-10-01 to 2025-10-31."
                        + " Check its uuid and lake.root.");
    }

    @Test
    void publishedDaysWithoutFilesAreNamedInOrder() {
        assertThat(warnings(Map.of(OCTOBER, List.of(daily(3))), 5, 3, 4)).containsExactly(
                "The day org1234567/00000000-0000-0000-0000-000000000001/2025-10-04 was published before and has no files now. It is left alone.",
                "The day org1234567/00000000-0000-0000-0000-000000000001/2025-10-05 was published before and has no files now. It is left alone.");
    }

    @Test
    void daysOfSourcesThatAreNotLookedAtAreNot() {
        PublishedDays other = new PublishedDays(Map.of(new SourceDay("org1234567", "another", day(4)), new Published("f", "c")), 1, Map.of());
        assertThat(warnings(Map.of(OCTOBER, List.of(daily(3))), other)).isEmpty();
    }

    private static List<String> warnings(Map<SourceMonth, List<LakeFile>> files, Integer... publishedDays) {
        Map<SourceDay, Published> days = new HashMap<>();
        Stream.of(publishedDays).forEach(day -> days.put(new SourceDay(SOURCE.tenant(), SOURCE.uuid(), day(day)), new Published("f", "c")));
        return warnings(files, new PublishedDays(days, 1, Map.of()));
    }

    private static List<String> warnings(Map<SourceMonth, List<LakeFile>> files, PublishedDays published) {
        PlannedWindow lake = PlannedWindow.bounded(Lake.WINDOW);
        lake.files.putAll(files);
        lake.published.putAll(published.days());
        return lake.warnings();
    }
}
