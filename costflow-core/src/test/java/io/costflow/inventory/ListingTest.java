package io.costflow.inventory;

import static io.costflow.inventory.Lake.OCTOBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a listing says of sources of which koku has written all files. */
class ListingTest {

    @Test
    void aSourceIsNotCompleteIfOneOfItsMonthsCouldNotBeListed() {
        String source = OCTOBER.source().uuid();
        SourceMonth september = new SourceMonth(OCTOBER.source(), OCTOBER.month().minusMonths(1));
        assertThat(new Listing(Instant.EPOCH, Map.of(OCTOBER, List.of()), Map.of(), Set.of(source), 1).complete()).containsExactly(source);
        assertThat(new Listing(Instant.EPOCH, Map.of(OCTOBER, List.of()), Map.of(september, "No permission."), Set.of(source, "another"), 2).complete())
                .containsExactly("another");
    }
}
