package io.costflow.assembly;

import static io.costflow.assembly.DeliveredFiles.daily;
import static io.costflow.assembly.DeliveredFiles.hourly;
import static io.costflow.assembly.DeliveredFiles.unnamed;
import static io.costflow.day.ReportType.AWS_DAILY;
import static io.costflow.day.ReportType.AWS_HOURLY;
import static io.costflow.day.ReportType.NODE_LABELS_DAILY;
import static io.costflow.day.ReportType.POD_USAGE_DAILY;
import static io.costflow.day.ReportType.POD_USAGE_HOURLY;
import static io.costflow.day.ReportType.STORAGE_USAGE_DAILY;
import static io.costflow.day.ReportType.STORAGE_USAGE_HOURLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.Manifest;
import io.costflow.settings.Overlap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which files count while those of several manifests lie side by side (storage layout, A.5). */
class CountedFilesTest {

    @Test
    void withoutAnOverlapAllFilesCountAndNothingIsSaid() {
        for (List<Contribution> files : List.of(
                List.<Contribution>of(),
                List.of(daily(POD_USAGE_DAILY, 7, 0, 3), hourly(POD_USAGE_HOURLY, 7, 0, 0, 1)),
                List.of(daily(POD_USAGE_DAILY, 7, 0, 3), daily(POD_USAGE_DAILY, 7, 1, 3)),
                List.of(daily(POD_USAGE_DAILY, 7, 0, 3), daily(STORAGE_USAGE_DAILY, 8, 0, 3), daily(NODE_LABELS_DAILY, 9, 0, 3)))) {
            for (Overlap setting : Overlap.values()) {
                assertThat(CountedFiles.of(files, setting)).isEqualTo(new CountedFiles(files, null));
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
            CountedFiles counted = CountedFiles.of(order, Overlap.WINNER);
            assertThat(counted.contributions()).containsExactlyElementsOf(order.stream().filter(List.of(winner, itsHours)::contains).toList());
            assertThat(counted.overlap())
                    .isEqualTo("pod_usage was delivered by the manifests 9 (3 hours) and 10 (2 hours). Manifest 9 counts, since it has the most hours.");
        }
    }

    @Test
    void hoursOfSeveralFilesAreCountedOnce() {
        CountedFiles counted = CountedFiles.of(
                List.of(
                        daily(POD_USAGE_DAILY, 3, 0, 1), hourly(POD_USAGE_HOURLY, 3, 0, 0, 1), hourly(POD_USAGE_HOURLY, 3, 1, 1, 2),
                        daily(POD_USAGE_DAILY, 2, 0, 1), hourly(POD_USAGE_HOURLY, 2, 0, 0, 1), hourly(POD_USAGE_HOURLY, 2, 1, 2, 23)),
                Overlap.WINNER);
        assertThat(counted.overlap()).contains("2 (4 hours) and 3 (3 hours). Manifest 2 counts");
    }

    @Test
    void ofEquallyManyHoursTheNumericallyHigherManifestWins() {
        CountedFiles counted = CountedFiles.of(
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
        CountedFiles counted = CountedFiles.of(
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
        Contribution winner = daily(AWS_DAILY, 10, 0, 1);
        Contribution itsHours = hourly(AWS_HOURLY, 10, 0, 0);
        CountedFiles counted = CountedFiles.of(
                List.of(daily(AWS_DAILY, 9, 0, 5), hourly(AWS_HOURLY, 9, 0, 0, 1, 2), winner, itsHours), Overlap.WINNER);
        assertThat(counted.contributions()).containsExactly(winner, itsHours);
        assertThat(counted.overlap()).isEqualTo("AWS was delivered by the manifests 9 and 10. Manifest 10 counts, since it is the highest.");
    }

    @Test
    void filesWhoseNamesCarryNoManifestAddUp() {
        List<Contribution> unnamed = List.of(unnamed(POD_USAGE_DAILY, 1), unnamed(POD_USAGE_DAILY, 2), unnamed(POD_USAGE_HOURLY, 1));
        assertThat(CountedFiles.of(unnamed, Overlap.WINNER)).isEqualTo(new CountedFiles(unnamed, null));

        Contribution winner = daily(POD_USAGE_DAILY, 2, 0, 1);
        CountedFiles counted = CountedFiles.of(List.of(unnamed.get(0), winner, daily(POD_USAGE_DAILY, 1, 0, 1), unnamed.get(1)), Overlap.WINNER);
        assertThat(counted.contributions()).containsExactly(unnamed.get(0), winner, unnamed.get(1));
    }

    @Test
    void aFileWithoutLineItemsOfTheDayTakesNoPart() {
        List<Contribution> files = List.of(daily(AWS_DAILY, 9, 0, 5), daily(AWS_DAILY, 10, 0, 0), hourly(AWS_HOURLY, 10, 0));
        assertThat(CountedFiles.of(files, Overlap.WINNER)).isEqualTo(new CountedFiles(files, null));
    }

    @Test
    void aManifestOfHourlyFilesOnlyTakesNoPart() {
        List<Contribution> files = List.of(daily(STORAGE_USAGE_DAILY, 9, 0, 5), hourly(STORAGE_USAGE_HOURLY, 10, 0, 0, 1));
        assertThat(CountedFiles.of(files, Overlap.WINNER)).isEqualTo(new CountedFiles(files, null));
    }

    @Test
    void allAddUpWhenTheSettingSaysSo() {
        List<Contribution> files = List.of(daily(POD_USAGE_DAILY, 9, 0, 5), daily(POD_USAGE_DAILY, 10, 0, 1), daily(POD_USAGE_DAILY, 11, 0, 1));
        assertThat(CountedFiles.of(files, Overlap.ALL))
                .isEqualTo(new CountedFiles(files, "pod_usage was delivered by the manifests 9, 10 and 11. They are added up."));
    }

    private static List<String> manifests(CountedFiles counted) {
        return counted.contributions().stream()
                .map(contribution -> Manifest.of(contribution.file().name()).map(Objects::toString).orElseThrow())
                .toList();
    }
}
