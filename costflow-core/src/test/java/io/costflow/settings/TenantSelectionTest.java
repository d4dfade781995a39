package io.costflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TenantSelectionTest {

    private static final List<String> TENANTS = IntStream.range(0, 800).mapToObj(number -> "org" + (1_000_000 + number)).toList();

    @Test
    void patternsIncludeAndExcludeTenants() {
        TenantSelection selection = new TenantSelection(List.of("org1*", "acct?"), List.of("org12*"), 1, 1);

        assertThat(List.of("org1", "org13", "acct1", "org123", "acct12", "org2", "my-org1")).filteredOn(selection::includes).containsExactly("org1", "org13", "acct1");
        assertThat(TENANTS).allMatch(TenantSelection.ALL::includes);
    }

    @Test
    void everyTenantIsInOneShardAndShardsAreAboutAsLarge() {
        List<TenantSelection> shards = IntStream.rangeClosed(1, 8).mapToObj(shard -> new TenantSelection(List.of(), List.of(), shard, 8)).toList();

        assertThat(TENANTS).allSatisfy(tenant -> assertThat(shards).filteredOn(shard -> shard.includes(tenant)).hasSize(1));
        assertThat(shards).allSatisfy(shard -> assertThat(TENANTS.stream().filter(shard::includes).count()).isBetween(70L, 130L));
    }

    @Test
    void aShardIsANumberOfSeveral() {
        assertThat(List.of("1/1", "3/8", "8/8")).allMatch(TenantSelection::isShard);
        assertThat(List.of("0/8", "9/8", "3", "3/", "a/b", "-1/8", "1/99999999999")).noneMatch(TenantSelection::isShard);
    }
}
