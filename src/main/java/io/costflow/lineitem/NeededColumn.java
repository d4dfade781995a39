package io.costflow.lineitem;

/**
 * A column that a layout needs, for all its uses together.
 *
 * @param name the name in the layout
 * @param role what it is read as
 * @param required whether a file without it is wrong
 * @param labels whether its texts must be labels
 */
record NeededColumn(String name, ColumnRole role, boolean required, boolean labels) {

    NeededColumn and(NeededColumn other) {
        if (role != other.role) {
            throw new IllegalArgumentException("The layout reads column \"%s\" both as %s and as %s. Read it as one of them."
                    .formatted(name, role.description(), other.role.description()));
        }
        return new NeededColumn(name, role, required || other.required, labels || other.labels);
    }
}
