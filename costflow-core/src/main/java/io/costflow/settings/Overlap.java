package io.costflow.settings;

/** What counts while the files of several manifests of one day and report type lie side by side (storage layout, A.5). */
public enum Overlap {
    /** Those of the winning manifest: OpenShift: most hours, then the higher manifest id; AWS: the higher manifest id. */
    WINNER,
    /** All of them, as in koku's own queries. */
    ALL
}
