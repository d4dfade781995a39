package io.costflow.assembly;

import static io.costflow.assembly.DayContributions.counted;
import static io.costflow.assembly.DayContributions.daily;
import static io.costflow.assembly.DayContributions.hourly;
import static io.costflow.assembly.DayContributions.unnamed;
import static io.costflow.provider.aws.Aws.DAILY;
import static io.costflow.provider.openshift.OpenShift.NODE_LABELS_DAILY;
import static io.costflow.provider.openshift.OpenShift.POD_USAGE_DAILY;
import static io.costflow.provider.openshift.OpenShift.POD_USAGE_HOURLY;
import static io.costflow.provider.openshift.OpenShift.STORAGE_USAGE_DAILY;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.Manifest;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.Overlap;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files count while those of several manifests lie side by side (storage layout, A.5). */
class CountedFilesTest {

    private static final Report STORAGE_USAGE_HOURLY = Providers.report("STORAGE_USAGE_HOURLY");
    private static final LocalDate NEXT_DAY = PlannedDay.DATE.plusDays(1);

    @Test
    void withoutAnOverlapAllFilesCountAndNothingIsSaid() {
        for (List<Contribution> files : List.of(
                List.<Contribution>of(),
                List.of(daily(POD_USAGE_DAILY, 7, 0, 3), hourly(POD_USAGE_HOURLY, 7, 0, 0, 1)),
                List.of(daily(POD_USAGE_DAILY, 7, 0, 3), daily(POD_USAGE_DAILY, 7, 1, 3)),
                List.of(daily(POD_USAGE_DAILY, 7, 0, 3), daily(STORAGE_USAGE_DAILY, 8, 0, 3), daily(NODE_LABELS_DAILY, 9, 0, 3)))) {
            for (Overlap setting : Overlap.values()) {
                assertThat(counted(files, setting)).isEqualTo(new CountedFiles(files, null));
            }
        }
    }

    @Test
    void theManifestWithTheMostHoursWins() {
        Contribution winner = daily(POD_USAGE_DAILY, 9, 0, 3);
        Contribution itsHours = hourly(POD_USAGE_HOURLY, 9, 0, 0, 1, 2);
        List<Contribution> files =
                List.of(winner, itsHours, daily(POD_USAGE_DAILY, 10, 0, 3), hourly(POD_USAGE_HOURLY, 10, 0, 7, 8), hourly(POD_USAGE_HOURLY, 10, 1, 8, 7));

        for (List<Contribution> order : PlannedDay.permutations(files)) {
            CountedFiles counted = counted(order, Overlap.WINNER);
            assertThat(counted.contributions()).containsExactlyElementsOf(order.stream().filter(List.of(winner, itsHours)::contains).toList());
            assertThat(counted.overlap())
                    .isEqualTo("pod_usage was delivered by the manifests 9 (3 hours) and 10 (2 hours). Manifest 9 counts, since it has the most hours.");
        }
    }

    @Test
    void hoursOfSeveralFilesAreCountedOnce() {
        CountedFiles counted = counted(
                List.of(
                        daily(POD_USAGE_DAILY, 3, 0, 1), hourly(POD_USAGE_HOURLY, 3, 0, 0, 1), hourly(POD_USAGE_HOURLY, 3, 1, 1, 2),
                        daily(POD_USAGE_DAILY, 2, 0, 1), hourly(POD_USAGE_HOURLY, 2, 0, 0, 1), hourly(POD_USAGE_HOURLY, 2, 1, 2, 23)),
                Overlap.WINNER);
        assertThat(counted.overlap()).contains("2 (4 hours) and 3 (3 hours). Manifest 2 counts");
    }

    @Test
    void ofEquallyManyHoursTheNumericallyHigherManifestWins() {
        CountedFiles counted = counted(
                List.of(
                        daily(POD_USAGE_DAILY, 10, 0, 1), hourly(POD_USAGE_HOURLY, 10, 0, 5), daily(POD_USAGE_DAILY, 9, 0, 9),
                        hourly(POD_USAGE_HOURLY, 9, 0, 1), daily(POD_USAGE_DAILY, 8, 0, 9), hourly(POD_USAGE_HOURLY, 8, 0)),
                Overlap.WINNER);
        assertThat(manifests(counted)).containsExactly("10", "10");
        assertThat(counted.overlap()).isEqualTo("pod_usage was delivered by the manifests 8 (0 hours: its hourly files are missing), 9 (1 hour)"
                + " and 10 (1 hour). Manifest 10 counts, since it is the highest of those with the most hours.");
    }

    @Test
    void eachReportHasAWinnerOfItsOwn() {
        Contribution pods = daily(POD_USAGE_DAILY, 1, 0, 1);
        Contribution volumes = daily(STORAGE_USAGE_DAILY, 2, 0, 1);
        Contribution labels = daily(NODE_LABELS_DAILY, 1, 0, 1);
        CountedFiles counted = counted(
                List.of(
                        pods, hourly(POD_USAGE_HOURLY, 1, 0, 0, 1), daily(POD_USAGE_DAILY, 2, 0, 1), hourly(POD_USAGE_HOURLY, 2, 0, 0),
                        daily(STORAGE_USAGE_DAILY, 1, 0, 1), hourly(STORAGE_USAGE_HOURLY, 1, 0, 0), volumes, hourly(STORAGE_USAGE_HOURLY, 2, 0, 0),
                        labels),
                Overlap.WINNER);
        assertThat(counted.contributions()).contains(pods, volumes, labels).hasSize(5);
        assertThat(counted.overlap()).startsWith("pod_usage was").contains("Manifest 1 counts").contains(" storage_usage was").endsWith("with the most hours.");
    }

    @Test
    void ofACloudTheHigherManifestWinsWhateverItsHours() {
        Contribution winner = daily(Aws.DAILY, 10, 0, 1);
        Contribution itsHours = hourly(Aws.HOURLY, 10, 0, 0);
        CountedFiles counted = counted(
                List.of(daily(Aws.DAILY, 9, 0, 5), hourly(Aws.HOURLY, 9, 0, 0, 1, 2), winner, itsHours), Overlap.WINNER);
        assertThat(counted.contributions()).containsExactly(winner, itsHours);
        assertThat(counted.overlap()).isEqualTo("AWS was delivered by the manifests 9 and 10. Manifest 10 counts, since it is the highest.");
    }

    @Test
    void filesWhoseNamesCarryNoManifestAddUp() {
        List<Contribution> unnamed = List.of(unnamed(POD_USAGE_DAILY, 1), unnamed(POD_USAGE_DAILY, 2), unnamed(POD_USAGE_HOURLY, 1));
        assertThat(counted(unnamed, Overlap.WINNER)).isEqualTo(new CountedFiles(unnamed, null));

        Contribution winner = daily(POD_USAGE_DAILY, 2, 0, 1);
        CountedFiles counted = counted(List.of(unnamed.get(0), winner, daily(POD_USAGE_DAILY, 1, 0, 1), unnamed.get(1)), Overlap.WINNER);
        assertThat(counted.contributions()).containsExactly(unnamed.get(0), winner, unnamed.get(1));
    }

    @Test
    void aFileWithoutLineItemsOfTheDayTakesNoPart() {
        List<Contribution> files = List.of(daily(Aws.DAILY, 9, 0, 5), daily(Aws.DAILY, 10, 0, 0), hourly(Aws.HOURLY, 10, 0));
        assertThat(counted(files, Overlap.WINNER)).isEqualTo(new CountedFiles(files, null));
    }

    @Test
    void aManifestOfHourlyFilesOnlyTakesNoPart() {
        List<Contribution> files = List.of(daily(STORAGE_USAGE_DAILY, 9, 0, 5), hourly(STORAGE_USAGE_HOURLY, 10, 0, 0, 1));
        assertThat(counted(files, Overlap.WINNER)).isEqualTo(new CountedFiles(files, null));
    }

    @Test
    void filesNamedAfterAnotherDayAlwaysCount() {
        Contribution full = daily(Aws.DAILY, 2, 0, 100);
        Contribution lateRow = daily(Aws.DAILY, NEXT_DAY, 3, 0, 1);
        assertThat(counted(List.of(full, lateRow), Overlap.WINNER)).as("nothing overlaps").isEqualTo(new CountedFiles(List.of(full, lateRow), null));

        Contribution older = daily(Aws.DAILY, 1, 0, 100);
        Contribution olderHours = hourly(Aws.HOURLY, 1, 0, 0);
        Contribution olderLateRow = daily(Aws.DAILY, NEXT_DAY, 1, 0, 1);
        Contribution lateHours = hourly(Aws.HOURLY, NEXT_DAY, 3, 0, 23);
        CountedFiles counted = counted(List.of(older, full, olderHours, lateRow, olderLateRow, lateHours), Overlap.WINNER);
        assertThat(counted.contributions()).containsExactly(full, lateRow, olderLateRow, lateHours);
        assertThat(counted.overlap()).isEqualTo("AWS was delivered by the manifests 1 and 2. Manifest 2 counts, since it is the highest.");
    }

    @Test
    void hoursInFilesNamedAfterAnotherDayDoNotHelpTheirManifest() {
        Contribution winner = daily(POD_USAGE_DAILY, 1, 0, 1);
        Contribution itsHours = hourly(POD_USAGE_HOURLY, 1, 0, 0, 1);
        Contribution lateHours = hourly(POD_USAGE_HOURLY, NEXT_DAY, 2, 0, 1, 2, 3);
        CountedFiles counted = counted(
                List.of(winner, itsHours, daily(POD_USAGE_DAILY, 2, 0, 1), hourly(POD_USAGE_HOURLY, 2, 0, 0), lateHours), Overlap.WINNER);
        assertThat(counted.contributions()).containsExactly(winner, itsHours, lateHours);
        assertThat(counted.overlap()).contains("1 (2 hours) and 2 (1 hour). Manifest 1 counts");
    }

    @Test
    void allAddUpWhenTheSettingSaysSo() {
        List<Contribution> files = List.of(daily(POD_USAGE_DAILY, 9, 0, 5), daily(POD_USAGE_DAILY, 10, 0, 1), daily(POD_USAGE_DAILY, 11, 0, 1));
        assertThat(counted(files, Overlap.ALL))
                .isEqualTo(new CountedFiles(files, "pod_usage was delivered by the manifests 9, 10 and 11. They are added up."));
    }

    private static List<String> manifests(CountedFiles counted) {
        return counted.contributions().stream()
                .map(contribution -> OpenShift.PROVIDER.fileNames().manifest(contribution.file().name()).map(Manifest::toString).orElseThrow())
                .toList();
    }
}
