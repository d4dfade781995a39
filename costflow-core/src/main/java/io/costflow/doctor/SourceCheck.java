package io.costflow.doctor;

import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.reference.ReferenceSnapshot.CostModel;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a source has the reference data that its days are computed with. */
final class SourceCheck {

    private final List<SourceSettings> sources;
    private final boolean inventoryIsOurs;

    /** @param sources all sources of the run, of which koku keeps the inventory */
    SourceCheck(List<SourceSettings> sources) {
        this(sources, false);
    }

    /** @param inventoryIsOurs whether Costflow stores which nodes there are, and what runs on which cloud */
    SourceCheck(List<SourceSettings> sources, boolean inventoryIsOurs) {
        this.sources = sources;
        this.inventoryIsOurs = inventoryIsOurs;
    }

    /** How a source is called in messages. */
    static String name(SourceSettings source) {
        return "Source " + source.tenant() + "/" + source.uuid() + " (" + source.type() + (source.clusterAlias() == null ? "" : ", " + source.clusterAlias()) + ")";
    }

    /**
     * What there is to say of a source.
     *
     * @param reference the reference data of its tenant
     */
    List<Finding> check(SourceSettings source, ReferenceSnapshot reference) {
        List<Finding> findings = Providers.of(source).isCloud() ? cloud(source, reference) : cluster(source, reference);
        for (Output output : Providers.of(source).outputs()) {
            reference.mode(source.uuid(), output.id()).filter(mode -> !mode.isWritten()).ifPresent(mode -> findings.add(Finding.note(name(source) + ": " + output.id()
                    + " is computed and not written, since " + ReferenceSnapshot.MODES_TABLE + " says '" + mode.text() + "'.")));
        }
        return findings;
    }

    private List<Finding> cluster(SourceSettings source, ReferenceSnapshot reference) {
        List<Finding> findings = new ArrayList<>();
        String name = name(source);
        findings.add(Finding.ok(name + ": cluster id " + source.clusterId() + ", " + count(reference.enabledKeys(source.type()).size(), "enabled tag key") + ", "
                + count(reference.namespacePatterns().size(), "cost category pattern") + ", "
                + (inventoryIsOurs ? "nodes are taken from its files, " : count(reference.nodeRoles().size(), "known node") + ", ")
                + (source.infrastructure() == null ? "on no cloud source" : "on cloud source " + source.infrastructure()) + "."));
        if (reference.enabledKeys(source.type()).isEmpty()) {
            findings.add(Finding.note(name + ": no tag key is enabled for OpenShift, so rows have no labels; enable the keys in koku's settings if there should"
                    + " be some."));
        }
        if (reference.nodeRoles().isEmpty() && !inventoryIsOurs) {
            findings.add(Finding.note(name + ": reporting_ocp_nodes is empty, so unallocated capacity counts as that of workers; koku fills the table from the"
                    + " cluster's reports."));
        }
        if (source.infrastructure() != null && sources.stream().noneMatch(other -> other.uuid().equals(source.infrastructure()))) {
            findings.add(Finding.note(name + ": it runs on the source " + source.infrastructure() + ", which is no cloud source of this run: paused, inactive,"
                    + " of a cloud that is not summarised, or not listed. Its cost is not attributed."));
        }
        return findings;
    }

    private List<Finding> cloud(SourceSettings source, ReferenceSnapshot reference) {
        List<Finding> findings = new ArrayList<>();
        long clusters = sources.stream().filter(other -> source.uuid().equals(other.infrastructure())).count();
        Optional<CostModel> model = reference.costModel(source.uuid());
        findings.add(Finding.ok(name(source) + ": " + count(clusters, "cluster") + " on it, " + count(reference.enabledKeys(source.type()).size(), "enabled tag key") + ", "
                + (source.markup() != null || model.map(CostModel::markup).isPresent() ? "a markup" : "no markup") + "."));
        if (clusters == 0) {
            findings.add(Finding.note(name(source) + ": no cluster of this run is known to run on it, so nothing is attributed; " + (inventoryIsOurs ? "a run" : "koku") + " finds"
                    + " out itself, from the clusters' nodes, once both deliver."));
        }
        return findings;
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : what.endsWith("s") ? "es" : "s");
    }
}
