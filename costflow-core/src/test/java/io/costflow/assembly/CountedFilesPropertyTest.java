package io.costflow.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.Contribution;
import io.costflow.day.Manifest;
import io.costflow.day.ReportType;
import io.costflow.settings.Overlap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Deliveries of some manifests at random, a few hours each. */
class CountedFilesPropertyTest {

    private static final List<Long> MANIFESTS = List.of(8L, 9L, 10L, 11L);

    /** A file of one of the manifests, or of none; without line items at times. */
    @Provide
    Arbitrary<List<Contribution>> files() {
        Arbitrary<Contribution> named = Combinators.combine(
                        Arbitraries.of(ReportType.class), Arbitraries.of(MANIFESTS), Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 3).set().ofMaxSize(3))
                .as((type, manifest, counter, hours) -> type.daily()
                        ? DeliveredFiles.daily(type, manifest, counter, hours.size())
                        : DeliveredFiles.hourly(type, manifest, counter, hours.toArray(Integer[]::new)));
        Arbitrary<Contribution> unnamed =
                Combinators.combine(Arbitraries.of(ReportType.class), Arbitraries.integers().between(0, 1)).as(DeliveredFiles::unnamed);
        return Arbitraries.frequencyOf(Tuple.of(9, named), Tuple.of(1, unnamed))
                .list().ofMaxSize(24).uniqueElements(Contribution::file);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfFilesDoesNotMatter(@ForAll("files") List<Contribution> files, @ForAll Overlap setting, @ForAll Random random) {
        List<Contribution> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, random);

        CountedFiles counted = CountedFiles.of(files, setting);
        CountedFiles ofShuffled = CountedFiles.of(shuffled, setting);

        assertThat(ofShuffled.overlap()).isEqualTo(counted.overlap());
        assertThat(Set.copyOf(ofShuffled.contributions())).isEqualTo(Set.copyOf(counted.contributions()));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theFilesThatCountAloneGiveTheSame(@ForAll("files") List<Contribution> files) {
        List<Contribution> counted = CountedFiles.of(files, Overlap.WINNER).contributions();

        assertThat(CountedFiles.of(counted, Overlap.WINNER)).isEqualTo(new CountedFiles(counted, null));
        assertThat(CountedFiles.of(counted, Overlap.ALL)).isEqualTo(new CountedFiles(counted, null));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theWinnerIsWhoTheSpecificationSays(@ForAll("files") List<Contribution> files) {
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
        files.stream().filter(file -> !file.file().type().daily()).forEach(file -> hours.addAll(DeliveredFiles.hoursOf(file)));
        return hours;
    }
}
