package io.costflow.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.Manifest;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import io.costflow.settings.Overlap;
import java.math.BigInteger;
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

            CountedFiles counted = CountedFiles.of(files, setting);
            CountedFiles ofShuffled = CountedFiles.of(shuffled, setting);

            assertThat(ofShuffled.overlap()).isEqualTo(counted.overlap());
            assertThat(Set.copyOf(ofShuffled.contributions())).isEqualTo(Set.copyOf(counted.contributions()));
        });
    }

    @Test
    void theFilesThatCountAloneGiveTheSame() {
        RandomCases.check(1000, values -> {
            List<Contribution> counted = CountedFiles.of(files(values), Overlap.WINNER).contributions();

            assertThat(CountedFiles.of(counted, Overlap.WINNER)).isEqualTo(new CountedFiles(counted, null));
            assertThat(CountedFiles.of(counted, Overlap.ALL)).isEqualTo(new CountedFiles(counted, null));
        });
    }

    @Test
    void theWinnerIsWhoTheSpecificationSays() {
        RandomCases.check(1000, values -> assertTheWinnerIsWhoTheSpecificationSays(files(values)));
    }

    private static void assertTheWinnerIsWhoTheSpecificationSays(List<Contribution> files) {
        Map<String, BigInteger> winners = new HashMap<>();
        for (ReportType type : ReportType.values()) {
            winner(type, files).ifPresent(winner -> winners.put(type.report(), winner));
        }

        CountedFiles counted = CountedFiles.of(files, Overlap.WINNER);

        assertThat(counted.overlap() == null).isEqualTo(winners.isEmpty());
        assertThat(counted.contributions()).containsExactlyElementsOf(files.stream()
                .filter(file -> {
                    Optional<Manifest> manifest = Manifest.of(file.file().name());
                    BigInteger winner = winners.get(file.file().type().report());
                    return winner == null || manifest.isEmpty() || manifest.get().id().equals(winner);
                })
                .toList());
    }

    /** Up to 24 files, none twice. */
    private static List<Contribution> files(RandomValues values) {
        Map<LakeFile, Contribution> files = new LinkedHashMap<>();
        values.list(0, 24, () -> file(values)).forEach(file -> files.putIfAbsent(file.file(), file));
        return List.copyOf(files.values());
    }

    /** A file of one of the manifests, or of none; without line items at times. */
    private static Contribution file(RandomValues values) {
        ReportType type = values.oneOf(ReportType.values());
        int counter = values.between(0, 1);
        if (values.chance(0.1)) {
            return DayContributions.unnamed(type, counter);
        }
        long manifest = values.oneOf(MANIFESTS);
        Set<Integer> hours = new HashSet<>(values.list(0, 3, () -> values.between(0, 3)));
        return type.daily()
                ? DayContributions.daily(type, manifest, counter, hours.size())
                : DayContributions.hourly(type, manifest, counter, hours.toArray(Integer[]::new));
    }

    /** The winner among several manifests with daily line items: each is asked whether another one beats it. */
    private static Optional<BigInteger> winner(ReportType type, List<Contribution> files) {
        List<Long> candidates = MANIFESTS.stream().filter(manifest -> of(type, manifest, files).stream().anyMatch(file -> file.file().type().daily())).toList();
        long best = -1;
        int most = -1;
        for (long manifest : candidates) {
            int hours = type == ReportType.AWS_DAILY || type == ReportType.AWS_HOURLY ? 0 : hours(of(type, manifest, files)).size();
            if (hours >= most) {
                most = hours;
                best = manifest;
            }
        }
        return candidates.size() < 2 ? Optional.empty() : Optional.of(BigInteger.valueOf(best));
    }

    private static List<Contribution> of(ReportType type, long manifest, List<Contribution> files) {
        return files.stream()
                .filter(file -> file.file().type().report().equals(type.report()) && file.rows() > 0)
                .filter(file -> file.file().name().contains("." + manifest + ".") || file.file().name().contains("manifestid-" + manifest + "_"))
                .toList();
    }

    private static Set<Integer> hours(List<Contribution> files) {
        Set<Integer> hours = new HashSet<>();
        files.stream().filter(file -> !file.file().type().daily()).forEach(file -> hours.addAll(DayContributions.hoursOf(file)));
        return hours;
    }
}
