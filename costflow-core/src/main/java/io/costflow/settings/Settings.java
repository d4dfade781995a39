package io.costflow.settings;

import java.io.Serializable;
import java.util.List;

/** The whole configuration of a run, validated. */
public record Settings(
        LakeSettings lake,
        DatabaseSettings database,
        WindowSettings window,
        List<SourceSettings> sources,
        RunSettings run,
        ContinuousSettings continuous,
        StateSettings state,
        SourceDefaults defaults,
        ServeSettings serve,
        TenantSelection tenants)
        implements Serializable {

    /** A configuration that serves all tenants. */
    public Settings(
            LakeSettings lake,
            DatabaseSettings database,
            WindowSettings window,
            List<SourceSettings> sources,
            RunSettings run,
            ContinuousSettings continuous,
            StateSettings state,
            SourceDefaults defaults,
            ServeSettings serve) {
        this(lake, database, window, sources, run, continuous, state, defaults, serve, TenantSelection.ALL);
    }

    /** A configuration that says nothing of Trino. */
    public Settings(
            LakeSettings lake,
            DatabaseSettings database,
            WindowSettings window,
            List<SourceSettings> sources,
            RunSettings run,
            ContinuousSettings continuous,
            StateSettings state,
            SourceDefaults defaults) {
        this(lake, database, window, sources, run, continuous, state, defaults, ServeSettings.NONE);
    }

    /** A configuration that says nothing of sources that are discovered. */
    public Settings(
            LakeSettings lake,
            DatabaseSettings database,
            WindowSettings window,
            List<SourceSettings> sources,
            RunSettings run,
            ContinuousSettings continuous,
            StateSettings state) {
        this(lake, database, window, sources, run, continuous, state, SourceDefaults.USUAL);
    }

    /** What a run that ends needs. */
    public Settings(LakeSettings lake, DatabaseSettings database, WindowSettings window, List<SourceSettings> sources, RunSettings run) {
        this(lake, database, window, sources, run, ContinuousSettings.DEFAULTS, StateSettings.DEFAULTS);
    }

    /** The same with other tenants. */
    public Settings withTenants(TenantSelection other) {
        return new Settings(lake, database, window, sources, run, continuous, state, defaults, serve, other);
    }

    /** Whether the sources are discovered in koku's own tables, because the configuration names none. */
    public boolean discoversSources() {
        return sources.isEmpty();
    }
}
