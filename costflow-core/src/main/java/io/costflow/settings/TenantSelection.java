package io.costflow.settings;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Which of the tenants that are discovered a run serves.
 *
 * @param include patterns of schemas, in which {@code *} stands for any characters and {@code ?} for one; empty for all tenants
 * @param exclude patterns of schemas that are not served, although they are included
 * @param shard the number of this run among several, from 1
 * @param shards how many runs share the tenants
 */
public record TenantSelection(List<String> include, List<String> exclude, int shard, int shards) implements Serializable {

    static final Option<String> INCLUDE = Option.text("tenants.include", Form.SCHEMA_PATTERNS,
            "The tenants that are served, where sources are discovered: patterns of their schemas. Without it, all that the role may read.");
    static final Option<String> EXCLUDE = Option.text("tenants.exclude", Form.SCHEMA_PATTERNS,
            "Tenants that are not served, although `tenants.include` has them.");
    static final Option<String> SHARD = Option.text("tenants.shard", Form.SHARD, "1/1",
            "Which part of the tenants this job serves: `3/8` is the third of eight jobs that share an installation, each with another `state.dir`. A tenant"
                    + " belongs to the same shard whichever others there are.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(INCLUDE, EXCLUDE, SHARD);

    /** Every tenant. */
    public static final TenantSelection ALL = new TenantSelection(List.of(), List.of(), 1, 1);

    private static final Pattern SHARD_OF = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    static TenantSelection from(CheckedValues values) {
        Matcher shard = SHARD_OF.matcher(values.get(SHARD));
        return shard.matches()
                ? new TenantSelection(patterns(values.get(INCLUDE)), patterns(values.get(EXCLUDE)), Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)))
                : ALL;
    }

    private static List<String> patterns(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    /** Whether a text is a number of a shard and how many there are. */
    static boolean isShard(String text) {
        Matcher shard = SHARD_OF.matcher(text);
        return shard.matches() && Integer.parseInt(shard.group(1)) >= 1 && Integer.parseInt(shard.group(1)) <= Integer.parseInt(shard.group(2));
    }

    /** Whether a run serves a tenant, as far as its name decides that. */
    public boolean includes(String tenant) {
        return (include.isEmpty() || matches(include, tenant)) && !matches(exclude, tenant) && shardOf(tenant, shards) == shard;
    }

    /** The shard of a tenant: a function of its name alone, so that it does not move when tenants come and go. */
    private static int shardOf(String tenant, int shards) {
        CRC32 hash = new CRC32();
        hash.update(tenant.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % shards) + 1;
    }

    private static boolean matches(List<String> patterns, String tenant) {
        return patterns.stream().anyMatch(pattern -> tenant.matches(pattern.replace("*", ".*").replace("?", ".")));
    }
}
