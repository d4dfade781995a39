package io.costflow.reference;

import io.costflow.settings.SourceSettings;
import java.util.List;
import java.util.Map;

/**
 * The sources of all tenants.
 *
 * @param sources those that were found
 * @param unreadable the tenants whose sources cannot be discovered, each with the reason in full sentences
 */
public record FoundSources(List<SourceSettings> sources, Map<String, String> unreadable) {}
