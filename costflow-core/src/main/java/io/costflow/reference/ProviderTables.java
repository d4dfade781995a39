package io.costflow.reference;

import java.io.Serializable;
import java.util.List;

/**
 * The reference data that a kind of source needs besides what every tenant has.
 *
 * @param type the kind of source, as koku's tables name it
 * @param billTable the table with a row per source and month that its rows refer to, or null if it is none of a cloud
 * @param others further tables
 */
public record ProviderTables(String type, String billTable, List<ReferenceTable> others) implements Serializable {}
