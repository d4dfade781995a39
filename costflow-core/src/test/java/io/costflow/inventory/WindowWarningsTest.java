package io.costflow.inventory;

import static io.costflow.inventory.Lake.OCTOBER;
import static io.costflow.inventory.Lake.SOURCE;
import static io.costflow.inventory.Lake.daily;
import static io.costflow.inventory.Lake.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowWarningsTest {

    private static final SourceMonth SEPTEMBER = new SourceMonth(SOURCE, YearMonth.of(2025, 9));
    private static final PublishedDays NOTHING_PUBLISHED = new PublishedDays(Map.of(), 1, Map.of());
    private static final PublishedState STATE = new PublishedState("f", "c");

    @Test
    void aWindowThatIsInOrderHasNone() {
        assertThat(warnings(Map.of(OCTOBER, List.of(daily(3)), SEPTEMBER, List.of()), 3)).isEmpty();
    }

    @Test
    void aSourceWithoutAnyFileIsNamed() {
        assertThat(window(Map.of(OCTOBER, List.of(), SEPTEMBER, List.of()), NOTHING_PUBLISHED).emptySources()).containsExactly(
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
    void aFileOfAClusterThatHasLineItemsOfAnotherDayThanItsNameSaysIsNamed() {
        PlannedWindow lake = PlannedWindow.bounded(Lake.window(3, 4));
        lake.files.put(OCTOBER, List.of(daily(3), daily(4)));
        lake.plans(1);
        lake.state.inventory().read(OCTOBER, daily(3), new TreeSet<>(Set.of(day(3), day(9))));
        lake.state.inventory().read(OCTOBER, daily(4), new TreeSet<>(Set.of(day(4))));

        assertThat(lake.warnings().others()).containsExactly("The file " + daily(3).path() + " has line items of 2025-10-03, 2025-10-09, which its name does not say. They"
                + " count on their days in the window; files that are named after days outside 2025-10-03 to 2025-10-04 are not opened. Widen the window if more"
                + " files are like this.");

        lake.state.inventory().read(OCTOBER, daily(4), new TreeSet<>(Set.of(day(3))));
        assertThat(lake.warnings().others()).as("one warning for a month").singleElement().asString().contains("the same is true of 1 more of its month");
    }

    @Test
    void daysOfSourcesThatAreNotLookedAtAreNot() {
        PublishedDays other = new PublishedDays(Map.of(published("another", 4), STATE), 1, Map.of());
        assertThat(warnings(Map.of(OCTOBER, List.of(daily(3))), other)).isEmpty();
    }

    private static List<String> warnings(Map<SourceMonth, List<LakeFile>> files, Integer... publishedDays) {
        Map<OutputPeriod, PublishedState> days = new HashMap<>();
        Stream.of(publishedDays).forEach(day -> days.put(published(SOURCE.uuid(), day), STATE));
        return warnings(files, new PublishedDays(days, 1, Map.of()));
    }

    private static OutputPeriod published(String source, int day) {
        return OutputPeriod.of("openshift", new SourceDay(SOURCE.tenant(), source, day(day)));
    }

    @Test
    void outputsThatCouldBePublishedAreNoted() {
        SourceMonth cloud = new SourceMonth(SourceSettings.cloud(SOURCE.tenant(), "AWS", "00000000-0000-0000-0000-000000000002", null), YearMonth.of(2025, 10));
        WindowWarnings window = window(Map.of(OCTOBER, List.of(daily(3)), cloud, List.of()), NOTHING_PUBLISHED);
        assertThat(window.notes()).containsExactly(
                "The output aws is not published of org1234567/00000000-0000-0000-0000-000000000002: outputs does not name it.",
                "The output aws-ec2 is not published of org1234567/00000000-0000-0000-0000-000000000002: outputs does not name it.");
    }

    private static List<String> warnings(Map<SourceMonth, List<LakeFile>> files, PublishedDays published) {
        return window(files, published).others();
    }

    private static WindowWarnings window(Map<SourceMonth, List<LakeFile>> files, PublishedDays published) {
        PlannedWindow lake = PlannedWindow.bounded(Lake.WINDOW);
        lake.files.putAll(files);
        lake.published.putAll(published.days());
        return lake.warnings();
    }
}
