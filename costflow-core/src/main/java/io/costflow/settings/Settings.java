package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** The whole configuration of a run, validated. */
public record Settings(
        LakeSettings lake,
        DatabaseSettings database,
        WindowSettings window,
        List<SourceSettings> sources,
        RunSettings run,
        ContinuousSettings continuous,
        StateSettings state)
        implements Serializable {

    private static final ContinuousSettings DEFAULT_CONTINUOUS =
            new ContinuousSettings(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(1));
    private static final StateSettings NO_STATE = new StateSettings(null, StateSettings.Backend.HEAP, Duration.ofSeconds(30), false);

    /** What a run that ends needs. */
    public Settings(LakeSettings lake, DatabaseSettings database, WindowSettings window, List<SourceSettings> sources, RunSettings run) {
        this(lake, database, window, sources, run, DEFAULT_CONTINUOUS, NO_STATE);
    }

    /** Whether the sources are discovered in koku's own tables, because the configuration names none. */
    public boolean discoversSources() {
        return sources.isEmpty();
    }
}
