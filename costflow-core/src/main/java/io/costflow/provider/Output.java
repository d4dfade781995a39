package io.costflow.provider;

import io.costflow.day.DayPlan;
import io.costflow.day.Grain;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is published of a source: its tables, what it is computed from, and a pure function. Outputs of one source are published, held back and
 * superseded independently of each other. An output has no state.
 */
public sealed interface Output permits DayOutput, CorrelatedOutput, MonthOutput {

    /** Names it in the status table, the configuration and state, so it never changes. */
    String id();

    /** How much time one publication covers. */
    default Grain grain() {
        return Grain.DAY;
    }

    /** What is published of it that has a day of a source in it. */
    default OutputPeriod period(SourceDay day) {
        return OutputPeriod.of(id(), grain(), day);
    }

    /** Whether it is published unless the configuration says otherwise. */
    boolean byDefault();

    /** The tables that its rows go to. */
    List<Table<?>> tables();

    /** The reports that it is computed from, each with the groupings of line items that it needs. */
    Map<Report, List<Grouping>> groupings();

    /** The tables of reference data that it needs besides what every source of the kind does. */
    default List<ReferenceTable> reference() {
        return List.of();
    }

    /** Raised when the same files and reference data give other rows than in the release before: every day is computed again. */
    default int version() {
        return 1;
    }

    /** Whether days of a source may have no file that it is computed from: such a day has no rows, where others would be held back. */
    default boolean mayLackFiles() {
        return false;
    }

    /**
     * Why files cannot make up a day of the output yet; empty when they can.
     *
     * @param files all of the day that belong to its reports
     */
    Optional<HeldBack> readiness(List<LakeFile> files);

    /** What is missing in the reference data before the day can be computed; empty when all is there. */
    Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference);

    /** Whether it is computed from files of a report. */
    default boolean reads(String report) {
        return groupings().keySet().stream().anyMatch(read -> read.id().equals(report));
    }

    /** The files of a plan that the output is computed from; hours that decide between manifests of its reports are among them. */
    default List<LakeFile> files(DayPlan plan) {
        return plan.files().stream().filter(this::concerns).toList();
    }

    /** Whether a file is one of the output's reports, or decides which of their manifests counts. */
    default boolean concerns(LakeFile file) {
        Report report = Providers.report(file.report());
        return reads(file.report()) || report.onlyForHours() && groupings().keySet().stream().anyMatch(read -> read.name().equals(report.name()));
    }
}
