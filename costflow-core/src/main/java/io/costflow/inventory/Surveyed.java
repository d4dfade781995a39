package io.costflow.inventory;

/**
 * What a survey of the window's files has found and written.
 *
 * @param nodes the stored roles of nodes
 * @param files files that were read for it
 * @param failures files that could not be read, and tenants whose tables could not be written
 * @param rows rows that were added, completed or removed
 * @param links clusters that were linked to a cloud
 */
record Surveyed(StoredNodes nodes, int files, int failures, int rows, int links) {

    /** koku keeps the tables. */
    static final Surveyed NOTHING = new Surveyed(StoredNodes.NONE, 0, 0, 0, 0);
}
