package io.costflow.provider.openshift;

import io.costflow.day.SourceDay;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.util.Arrays;

/** Writes the facts of a day, and gives every row its key. */
final class FactWriter {

    private final SourceDay day;
    private final DayWriter writer;

    FactWriter(SourceDay day, DayWriter writer) {
        this.day = day;
        this.writer = writer;
    }

    void write(Facts.MachineDay fact) {
        write(FactTables.MACHINE_DAYS, fact, 0, fact.name(), String.valueOf(fact.cores()));
    }

    void write(Facts.MachinePlace fact) {
        write(FactTables.MACHINE_PLACES, fact, 0, fact.name(), fact.node(), fact.resourceId());
    }

    void write(Facts.MachinePodHours fact) {
        write(FactTables.MACHINE_POD_HOURS, fact, 0, fact.name());
    }

    void write(Facts.GpuUse fact) {
        write(FactTables.GPU_USES, fact, fact.part(), fact.node(), fact.namespace(), fact.pod(), fact.uuid(), fact.migInstance());
    }

    void write(Facts.GpuNode fact) {
        write(FactTables.GPU_NODES, fact, 0, fact.node(), fact.gpuCount(), fact.product(), fact.migStrategy(), fact.labelsHash());
    }

    void write(Facts.NamespaceLabels fact) {
        write(FactTables.NAMESPACE_LABELS, fact, 0, fact.namespace(), fact.labels().json());
    }

    private <F> void write(Table<FactTables.Line<F>> table, F fact, int ordinal, String... identity) {
        writer.write(table, new FactTables.Line<>(new RowIds(table.name(), day).of(Arrays.asList(identity), ordinal), day.day(), day.source(), fact));
    }
}
