package io.costflow.assembly;

import static io.costflow.assembly.DayContributions.counted;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.LakeFile;
import io.costflow.day.Manifest;
import io.costflow.provider.ManifestRule;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import io.costflow.settings.Overlap;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Deliveries of some manifests at random, a few hours each. */
class CountedFilesPropertyTest {

    private static final List<Long> MANIFESTS = List.of(8L, 9L, 10L, 11L);

    @Test
    void theOrderOfFilesDoesNotMatter() {
        RandomCases.check(1000, values -> {
            List<Contribution> files = files(values);
            Overlap setting = values.oneOf(Overlap.values());
            List<Contribution> shuffled = new ArrayList<>(files);
            Collections.shuffle(shuffled, values.random());

            CountedFiles counted = counted(files, setting);
            CountedFiles ofShuffled = counted(shuffled, setting);

            assertThat(ofShuffled.overlap()).isEqualTo(counted.overlap());
            assertThat(Set.copyOf(ofShuffled.contributions())).isEqualTo(Set.copyOf(counted.contributions()));
        });
    }

    @Test
    void theFilesThatCountAloneGiveTheSame() {
        RandomCases.check(1000, values -> {
            List<Contribution> counted = counted(files(values), Overlap.WINNER).contributions();

            assertThat(counted(counted, Overlap.WINNER)).isEqualTo(new CountedFiles(counted, null));
            assertThat(counted(counted, Overlap.ALL)).isEqualTo(new CountedFiles(counted, null));
        });
    }

    @Test
    void theWinnerIsWhoTheSpecificationSays() {
        RandomCases.check(1000, values -> assertTheWinnerIsWhoTheSpecificationSays(files(values)));
    }

    private static void assertTheWinnerIsWhoTheSpecificationSays(List<Contribution> files) {
        Map<String, BigInteger> winners = new HashMap<>();
        for (Report report : Providers.reports()) {
            winner(report, files).ifPresent(winner -> winners.put(report.name(), winner));
        }

        CountedFiles counted = counted(files, Overlap.WINNER);

        assertThat(counted.overlap() == null).isEqualTo(winners.isEmpty());
        assertThat(counted.contributions()).containsExactlyElementsOf(files.stream()
                .filter(file -> {
                    Optional<Manifest> manifest = Providers.ofReport(file.file().report()).fileNames().manifest(file.file().name());
                    BigInteger winner = winners.get(report(file).name());
                    return winner == null || manifest.isEmpty() || !isNamedAfterTheDay(file) || manifest.get().id().equals(winner);
                })
                .toList());
    }

    /** Up to 24 files of one source, none twice. */
    private static List<Contribution> files(RandomValues values) {
        List<Report> reports = values.oneOf(Providers.all()).reports();
        Map<LakeFile, Contribution> files = new LinkedHashMap<>();
        values.list(0, 24, () -> file(reports, values)).forEach(file -> files.putIfAbsent(file.file(), file));
        return List.copyOf(files.values());
    }

    /** A file of one of the manifests, or of none; without line items, or named after the next day, at times. */
    private static Contribution file(List<Report> reports, RandomValues values) {
        Report report = values.oneOf(reports);
        int counter = values.between(0, 1);
        if (values.chance(0.1)) {
            return DayContributions.unnamed(report, counter);
        }
        long manifest = values.oneOf(MANIFESTS);
        Set<Integer> hours = new HashSet<>(values.list(0, 3, () -> values.between(0, 3)));
        LocalDate named = values.chance(0.15) ? PlannedDay.DATE.plusDays(1) : PlannedDay.DATE;
        return report.daily()
                ? DayContributions.daily(report, named, manifest, counter, hours.size())
                : DayContributions.hourly(report, named, manifest, counter, hours.toArray(Integer[]::new));
    }

    /** The winner among several manifests with daily line items: each is asked whether another one beats it. */
    private static Optional<BigInteger> winner(Report report, List<Contribution> files) {
        List<Long> candidates = MANIFESTS.stream().filter(manifest -> of(report, manifest, files).stream().anyMatch(file -> report(file).daily())).toList();
        long best = -1;
        int most = -1;
        for (long manifest : candidates) {
            int hours = Providers.ofReport(report.id()).manifestRule() == ManifestRule.HIGHEST ? 0 : hours(of(report, manifest, files)).size();
            if (hours >= most) {
                most = hours;
                best = manifest;
            }
        }
        return candidates.size() < 2 ? Optional.empty() : Optional.of(BigInteger.valueOf(best));
    }

    private static List<Contribution> of(Report report, long manifest, List<Contribution> files) {
        return files.stream()
                .filter(file -> report(file).name().equals(report.name()) && file.rows() > 0 && isNamedAfterTheDay(file))
                .filter(file -> Providers.ofReport(report.id()).fileNames().manifest(file.file().name())
                        .filter(named -> named.id().equals(BigInteger.valueOf(manifest)))
                        .isPresent())
                .toList();
    }

    private static boolean isNamedAfterTheDay(Contribution file) {
        return file.file().name().contains(PlannedDay.DATE.toString());
    }

    private static Report report(Contribution file) {
        return Providers.report(file.file().report());
    }

    private static Set<Integer> hours(List<Contribution> files) {
        Set<Integer> hours = new HashSet<>();
        files.stream().filter(file -> !report(file).daily()).forEach(file -> hours.addAll(DayContributions.hoursOf(file)));
        return hours;
    }
}
