package io.costflow.reference;

import java.io.Serializable;

/**
 * A table of the tenant's schema that a provider takes reference data from. It is read where it exists.
 *
 * @param name the table
 * @param columns the columns to read, as SQL separated by commas; every value is read as text
 * @param order the columns that the rows are sorted by, so that equal data is equal
 * @param condition which rows are read, as SQL
 */
public record ReferenceTable(String name, String columns, String order, String condition) implements Serializable {}
