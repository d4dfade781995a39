package io.costflow.costmodel;

import io.costflow.provider.openshift.Facts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Answers what a statement of a cost model would add to koku's tables, and what is in the list of virtual machines. Nothing is written. */
public final class CostModelStatements {

    private final CostModelTables tables;

    /** @param tenant the schema of koku's tables and of the facts */
    public CostModelStatements(Connection connection, String tenant) {
        this.tables = new CostModelTables(connection, tenant);
    }

    /** The rows that a statement would add. */
    public List<CostRow> rows(CostStatement statement, Scope scope) throws SQLException {
        if (statement instanceof CostStatement.Machines machines) {
            return machines(machines, scope);
        } else if (statement instanceof CostStatement.Projects projects) {
            return new ProjectCosts(projects, scope).rows(tables.namespaceLabels(scope), tables.namespaceNodes(scope));
        } else if (statement instanceof CostStatement.Gpus gpus) {
            return new GpuCosts(gpus, scope, tables.categories()).rows(tables.gpuUses(scope), tables.gpuNodes(scope));
        } else if (statement instanceof CostStatement.GpuDistribution distribution) {
            List<Facts.GpuUse> uses = tables.gpuUses(scope);
            GpuShares shares = new GpuShares(uses.stream().filter(use -> scope.contains(use.day())).toList());
            return scope.byRate() == null
                    ? shares.distribute(distribution, tables.unusedGpus(scope), uses)
                    : shares.distributeByRate(distribution, tables.unusedGpusByRate(scope));
        }
        return tables.distributedGpus(scope, ((CostStatement.GpuDistributionTakenOff) statement).rateType());
    }

    private List<CostRow> machines(CostStatement.Machines statement, Scope scope) throws SQLException {
        MachineCosts costs = new MachineCosts(statement, scope);
        return statement.basis() == CostStatement.MachineBasis.HOURS && !statement.fractionalHours()
                ? costs.byPodHours(tables.machineRows(scope), tables.machinePodHours(scope))
                : costs.byReport(tables.machineRows(scope), tables.machineDays(scope), tables.machinePlaces(scope));
    }

    /** The list of virtual machines with their claims, by the report of virtual machines. */
    public List<MachineClaim> machinesByReport(Scope scope) throws SQLException {
        return MachineList.byReport(tables.machineDays(scope), tables.machinePlaces(scope));
    }

    /** The list of virtual machines with their claims, by the labels of pods, of a cluster without reports of virtual machines. */
    public List<MachineClaim> machinesByPods(Scope scope) throws SQLException {
        return MachineList.byPods(tables.machinesOfSecondToLastDay(scope), tables.machinePodHours(scope));
    }
}
