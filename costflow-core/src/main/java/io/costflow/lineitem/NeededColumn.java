package io.costflow.lineitem;

/**
 * A column that a layout needs, for all its uses together.
 *
 * @param name the name in the layout
 * @param role what it is read as
 * @param required whether a file without it is wrong
 * @param labels whether its texts must be labels
 * @param zeroWhenAbsent whether its numbers are 0 in a file without it, not NULL
 */
record NeededColumn(String name, ColumnRole role, boolean required, boolean labels, boolean zeroWhenAbsent) {

    NeededColumn(String name, ColumnRole role, boolean required, boolean labels) {
        this(name, role, required, labels, false);
    }

    static NeededColumn number(String name, Measure.Absence absence) {
        return new NeededColumn(name, ColumnRole.NUMBER, absence == Measure.Absence.ERROR, false, absence == Measure.Absence.ZERO);
    }

    NeededColumn and(NeededColumn other) {
        if (role != other.role) {
            throw new IllegalArgumentException("The layout reads column \"%s\" both as %s and as %s. Read it as one of them."
                    .formatted(name, role.description(), other.role.description()));
        }
        return new NeededColumn(name, role, required || other.required, labels || other.labels, zeroWhenAbsent || other.zeroWhenAbsent);
    }
}
