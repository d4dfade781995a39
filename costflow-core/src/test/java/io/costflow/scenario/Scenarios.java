package io.costflow.scenario;

import io.costflow.provider.Providers;
import io.costflow.settings.SourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenarios that tests run over. */
public final class Scenarios {
    /** The system property that names the folder of all scenarios. */
    public static final String SHARED = "shared.scenarios";

    private static final List<String> CLOUDS = List.of("cloud-summaries", "openshift-on-azure", "openshift-on-gcp", "vm-gpu");

    private Scenarios() {}

    /** The scenarios that come with the project. */
    public static Stream<Scenario> inResources() {
        return in(resources());
    }

    private static Path resources() {
        URL folder = Scenarios.class.getResource("/scenarios");
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The folder of the scenarios has a name that is not a path: " + folder, e);
        }
    }

    /** Every scenario of the folder that the system property {@value #SHARED} names; none when it is not set. */
    public static Stream<Scenario> shared() {
        String folder = System.getProperty(SHARED, "");
        return folder.isEmpty() ? Stream.empty() : in(Path.of(folder));
    }

    /** Every scenario there is, with those of clouds and of odd files: those of the shared folders, and those of the project that are not there. */
    public static Stream<Scenario> all() {
        Map<String, Scenario> all = new TreeMap<>();
        Path shared = Path.of(System.getProperty(SHARED, "none"));
        Stream.of(inResources(), cloudsOf(resources()), faultsOf(resources()), shared(), cloudsOf(shared), faultsOf(shared))
                .flatMap(scenarios -> scenarios)
                .forEach(scenario -> all.put(scenario.name(), scenario));
        return all.values().stream();
    }

    /** The scenarios of clouds, which are next to a folder of scenarios: those with sources of other kinds than there are providers are left out. */
    private static Stream<Scenario> cloudsOf(Path scenarios) {
        Path folder = scenarios.resolveSibling("scenarios-clouds");
        Set<String> types = Providers.types().stream().map(SourceType::name).collect(Collectors.toSet());
        return CLOUDS.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .flatMap(Scenarios::in)
                .filter(scenario -> scenario.sources().stream().allMatch(source -> types.contains(source.type())));
    }

    /** The scenarios of odd files and settings, which are next to a folder of scenarios. */
    private static Stream<Scenario> faultsOf(Path scenarios) {
        Path folder = scenarios.resolveSibling("scenarios-faults");
        return Files.exists(folder) ? in(folder) : Stream.empty();
    }

    /** The scenario of this name that comes with the project, one of a cloud or of odd files too. */
    public static Scenario named(String name) {
        return Stream.of(inResources(), cloudsOf(resources()), faultsOf(resources()))
                .flatMap(scenarios -> scenarios)
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no scenario " + name + " in src/test/resources/scenarios, nor in scenarios-clouds or scenarios-faults next to it."));
    }

    private static Stream<Scenario> in(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> Files.exists(path.resolve("scenario.yaml"))).sorted().map(Scenarios::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path folder) {
        try {
            return Scenario.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
