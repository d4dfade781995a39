package io.costflow.provider.openshift;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.DayContents;
import io.costflow.provider.DayOutput;
import io.costflow.provider.Readiness;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.OpenShiftLineItems.GpuNodes;
import io.costflow.provider.openshift.OpenShiftLineItems.Gpus;
import io.costflow.provider.openshift.OpenShiftLineItems.Labels;
import io.costflow.provider.openshift.OpenShiftLineItems.MachinePods;
import io.costflow.provider.openshift.OpenShiftLineItems.Machines;
import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What koku's cost models need to know of a cluster's day (specification, K.7), in tables of Costflow's own. */
final class CostModelFacts implements DayOutput {

    @Override
    public String id() {
        return "cost-model-facts";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    /** It is computed from whatever reports there are. */
    @Override
    public boolean mayLackFiles() {
        return true;
    }

    @Override
    public List<Table<?>> tables() {
        return FactTables.ALL;
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(
                OpenShift.POD_USAGE_HOURLY, List.of(MachinePods.GROUPING),
                OpenShift.STORAGE_USAGE_DAILY, List.of(Volumes.GROUPING),
                OpenShift.VM_USAGE_HOURLY, List.of(Machines.GROUPING),
                OpenShift.GPU_USAGE_DAILY, List.of(Gpus.GROUPING),
                OpenShift.NODE_LABELS_HOURLY, List.of(GpuNodes.GROUPING),
                OpenShift.NAMESPACE_LABELS_DAILY, List.of(Labels.OF_NAMESPACES));
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.missing(OpenShift.POD_USAGE_HOURLY, files);
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return OpenShiftReference.missingReportPeriod(day, reference);
    }

    @Override
    public String referenceDigest(SourceSettings cluster, LocalDate day, ReferenceSnapshot reference) {
        return reference.reportPeriod(cluster.uuid(), day).isPresent() ? "with a report period" : "without";
    }

    @Override
    public byte[] compute(DayContents day, DayWriter writer) {
        FactWriter facts = new FactWriter(day.day(), writer);
        MachineFacts machines = new MachineFacts(day.day().day(), day.tables(OpenShift.VM_USAGE_HOURLY, Machines.GROUPING));
        machines.days().forEach(facts::write);
        machines.places().forEach(facts::write);
        MachineFacts.podHours(day.day().day(), day.tables(OpenShift.POD_USAGE_HOURLY, MachinePods.GROUPING),
                day.tables(OpenShift.STORAGE_USAGE_DAILY, Volumes.GROUPING)).forEach(facts::write);
        GpuFacts.uses(day.day().day(), day.tables(OpenShift.GPU_USAGE_DAILY, Gpus.GROUPING)).forEach(facts::write);
        GpuFacts.nodes(day.day().day(), day.tables(OpenShift.NODE_LABELS_HOURLY, GpuNodes.GROUPING)).forEach(facts::write);
        NamespaceFacts.labels(day.day().day(), day.tables(OpenShift.NAMESPACE_LABELS_DAILY, Labels.OF_NAMESPACES)).forEach(facts::write);
        return null;
    }
}
