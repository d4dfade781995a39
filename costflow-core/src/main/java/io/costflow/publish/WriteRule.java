package io.costflow.publish;

import io.costflow.settings.ServeSettings;
import io.costflow.settings.SourceMode;
import java.io.Serializable;

/**
 * Which days are written.
 *
 * @param usual who writes outputs of sources that {@code costflow_source} has no row for
 * @param onRequest whether only days are written that are to be compared with the tables since a caller asked for them
 * @param answersRequests whether the status table says which days were compared with the tables, for callers that wait for it
 */
public record WriteRule(SourceMode usual, boolean onRequest, boolean answersRequests) implements Serializable {

    /** Every day that changed is written, unless the table says otherwise. */
    public static final WriteRule ALWAYS = new WriteRule(SourceMode.COSTFLOW, false, false);

    /** What a continuous run writes. */
    public static WriteRule of(ServeSettings serve) {
        return new WriteRule(serve.usualMode(), serve.isOnRequest(), true);
    }
}
