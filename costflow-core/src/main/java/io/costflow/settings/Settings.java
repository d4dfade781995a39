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

    /** What a run that ends needs. The rest is as usual: all tenants are served, and nothing is said of Trino. */
    public Settings(LakeSettings lake, DatabaseSettings database, WindowSettings window, List<SourceSettings> sources, RunSettings run) {
        this(lake, database, window, sources, run, ContinuousSettings.DEFAULTS, StateSettings.DEFAULTS, SourceDefaults.USUAL, ServeSettings.NONE,
                TenantSelection.ALL);
    }

    /** The same over another database. */
    public Settings with(DatabaseSettings other) {
        return new Settings(lake, other, window, sources, run, continuous, state, defaults, serve, tenants);
    }

    /** The same, run in another way. */
    public Settings with(RunSettings other) {
        return new Settings(lake, database, window, sources, other, continuous, state, defaults, serve, tenants);
    }

    /** The same at another pace. */
    public Settings with(ContinuousSettings other) {
        return new Settings(lake, database, window, sources, run, other, state, defaults, serve, tenants);
    }

    /** The same with state elsewhere. */
    public Settings with(StateSettings other) {
        return new Settings(lake, database, window, sources, run, continuous, other, defaults, serve, tenants);
    }

    /** The same beside, or in the place of, Trino. */
    public Settings with(ServeSettings other) {
        return new Settings(lake, database, window, sources, run, continuous, state, defaults, other, tenants);
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
