package io.costflow.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How Costflow stands beside, or in the place of, Trino.
 *
 * @param mode who writes outputs that {@code costflow_source} has no row for; null where the configuration does not say it, which means Costflow
 * @param publish when a continuous run writes, or null for the usual: on request where there is a mode, else continuously
 */
public record ServeSettings(SourceMode mode, Publish publish) implements Serializable {

    static final Option<String> MODE = Option.text("serve.mode", Form.SOURCE_MODE,
            "Who writes outputs of sources that the table `costflow_source` has no row for, where Costflow stands in for Trino: `trino`, `shadow` (Trino, and"
                    + " Costflow compares), `costflow`, or `refuse` (neither). Bounded runs heed the table only.");
    static final Option<String> PUBLISH = Option.text("serve.publish", Form.PUBLISH,
            "When a continuous run writes: `continuous`, as soon as files come, or `on-request`, when days are asked for, so that koku's copies change together with"
                    + " their originals. Without it, on request where `serve.mode` is set, else continuously.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(MODE, PUBLISH);

    /** Nothing is said: Costflow writes when files come. */
    public static final ServeSettings NONE = new ServeSettings(null, null);

    /** When days are written. */
    public enum Publish {
        /** When a caller asks for them. */
        ON_REQUEST,
        /** When their files or their reference data change. */
        CONTINUOUS
    }

    static ServeSettings from(CheckedValues values) {
        String mode = values.get(MODE);
        String publish = values.get(PUBLISH);
        return new ServeSettings(
                mode == null ? null : SourceMode.of(mode).orElseThrow(),
                publish == null ? null : Publish.valueOf(publish.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** Who writes outputs that {@code costflow_source} has no row for. */
    public SourceMode usualMode() {
        return mode == null ? SourceMode.COSTFLOW : mode;
    }

    /** Whether a continuous run writes only days that were asked for. */
    public boolean isOnRequest() {
        return publish == null ? mode != null : publish == Publish.ON_REQUEST;
    }
}
