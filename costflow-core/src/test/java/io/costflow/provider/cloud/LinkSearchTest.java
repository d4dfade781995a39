package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.LinkRule.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Specification, L.4: a resource of a cloud is a node of a cluster when the names match. */
class LinkSearchTest {

    private static final Map<String, Set<String>> KEYS = Map.of("a", Set.of("i-1", "shared"), "b", Set.of("i-12", "shared"), "c", Set.of());

    @Test
    void aNameMayContainThatOfANode() {
        LinkSearch search = new LinkSearch(Match.CONTAINS, KEYS);

        assertThat(search.clusters(List.of("arn:aws:ec2:i-12", "x"))).as("i-1 is part of i-12").containsExactly("a", "b");
        assertThat(search.clusters(List.of("I-1", "i-", "y"))).as("case matters").isEmpty();
        assertThat(search.clusters(List.of("disk-shared-1"))).as("two clusters claim one node").containsExactly("a", "b");
    }

    @Test
    void aNameMayHaveToBeThatOfANode() {
        LinkSearch search = new LinkSearch(Match.EQUAL, KEYS);

        assertThat(search.clusters(List.of("i-12"))).containsExactly("b");
        assertThat(search.clusters(List.of("xi-1", "i-1x", "I-1"))).isEmpty();
    }
}
