package io.costflow.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Who writes koku's tables of what there is: clusters with their nodes, claims and projects, which cloud they run on, and GCP's topology.
 *
 * @param writer who writes them
 * @param createsReportPeriods whether a report period is created for a cluster's month that has none
 */
public record InventorySettings(Writer writer, boolean createsReportPeriods) implements Serializable {

    /** Who keeps the tables. */
    public enum Writer {
        /** koku, with Trino. */
        KOKU,
        /** Costflow, from the files that it reads. */
        COSTFLOW
    }

    static final Option<String> INVENTORY = Option.text("inventory", Form.INVENTORY, "koku",
            "Who writes `reporting_ocp_clusters`, `_nodes`, `_pvcs` and `_projects`, which cloud a cluster runs on (`public.api_providerinfrastructuremap` and the"
                    + " `infrastructure_id` of its provider), and `reporting_gcp_topology`: `koku`, or `costflow`, which takes them from the files of the window. An"
                    + " `infrastructure` in `sources`, and a link that koku has set, win over what is found.");
    static final Option<Boolean> CREATE_REPORT_PERIODS = Option.flag("create-report-periods", false,
            "Whether a row of `reporting_ocpusagereportperiod` is created for a cluster's month that has files and no report period. koku creates it when it ingests"
                    + " the month; without it the days of the month are held back.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(INVENTORY, CREATE_REPORT_PERIODS);

    /** What holds where the configuration does not say otherwise. */
    public static final InventorySettings USUAL = new InventorySettings(Writer.KOKU, CREATE_REPORT_PERIODS.declared().defaultValue());

    static InventorySettings from(CheckedValues values) {
        return new InventorySettings(Writer.valueOf(values.get(INVENTORY).toUpperCase(Locale.ROOT)), values.get(CREATE_REPORT_PERIODS));
    }

    /** Whether Costflow writes the tables. */
    public boolean isOurs() {
        return writer == Writer.COSTFLOW;
    }
}
