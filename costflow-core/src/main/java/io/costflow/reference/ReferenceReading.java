package io.costflow.reference;

import java.util.List;
import java.util.Map;

/**
 * The reference data of all tenants at one instant.
 *
 * @param snapshots one complete snapshot per tenant whose tables can be read
 * @param unreadable the other tenants, each with the reason in full sentences
 */
record ReferenceReading(List<ReferenceSnapshot> snapshots, Map<String, String> unreadable) {}
