package io.costflow.provider;

/** Which manifest wins where several delivered one report of a day (storage layout, A.5). */
public enum ManifestRule {
    /** The one with the most distinct hours in its hourly files, then the highest. */
    MOST_HOURS,
    /** The highest. */
    HIGHEST
}
