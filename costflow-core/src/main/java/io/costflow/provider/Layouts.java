package io.costflow.provider;

import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.LineItemLayout;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the files of each report are combined while they are read: by the groupings that the outputs of a run need, and by no others. */
public final class Layouts implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TreeSet<String> outputs;

    /** @param outputs the ids of the outputs that are computed */
    public Layouts(Set<String> outputs) {
        this.outputs = new TreeSet<>(outputs);
    }

    /** For all outputs that there are. */
    public static Layouts ofAll() {
        return new Layouts(Providers.outputs().stream().map(Output::id).collect(Collectors.toSet()));
    }

    /** What is taken from the files of a report. */
    public LineItemLayout layout(String report) {
        Report read = Providers.report(report);
        return new LineItemLayout(read.timeColumn(), groupings(read));
    }

    /** Tells contributions apart that were combined by other groupings: those are read again. */
    public int version(String report) {
        Report read = Providers.report(report);
        return 31 * read.version() + groupings(read).toString().hashCode();
    }

    /** The place, among the tables of a report, of the one that has a grouping's keys and measures. */
    public int table(Report report, Grouping grouping) {
        List<Grouping> groupings = groupings(report);
        for (int table = 0; table < groupings.size(); table++) {
            if (groupings.get(table).covers(grouping)) {
                return table;
            }
        }
        throw new IllegalArgumentException("The report " + report + " is not combined by " + grouping.name() + " for the outputs " + outputs + ".");
    }

    /** What the outputs need, without groupings that another one covers. */
    private List<Grouping> groupings(Report report) {
        Set<Grouping> needed = new LinkedHashSet<>(report.common());
        for (Output output : Providers.outputs()) {
            if (outputs.contains(output.id())) {
                needed.addAll(output.groupings().getOrDefault(report, List.of()));
            }
        }
        return needed.stream().filter(grouping -> needed.stream().noneMatch(other -> !other.equals(grouping) && other.covers(grouping))).toList();
    }
}
