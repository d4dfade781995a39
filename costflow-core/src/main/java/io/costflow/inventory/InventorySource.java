package io.costflow.inventory;

import io.costflow.day.DayInput;
import io.costflow.serialization.JsonSerializer;
import io.costflow.provider.Layouts;
import io.costflow.publish.WriteRule;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import java.io.Serializable;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The lake as a source of day plans and of the contributions of their files. */
public final class InventorySource implements Source<DayInput, InventorySplit, InventoryCheckpoint> {

    private static final long serialVersionUID = 1L;

    /** Takes what there is to say of the window although it is no error: a full sentence or several. */
    public interface Warnings extends Serializable {

        /** Takes what is odd about one source or day. */
        void warn(String warning);

        /** Takes a sentence about a source that has no file in the window. */
        default void warnOfEmptySource(String warning) {
            warn(warning);
        }

        /** Takes what is in order, but good to know. */
        default void note(String note) {}
    }

    private final InventoryCatalog catalog;
    private final LakeSettings lake;
    private final Layouts layouts;
    private final RunSettings run;
    private final ContinuousSettings continuous;
    private final RequestDesk desk;
    private final WriteRule rule;
    private final Warnings warnings;

    /**
     * The lake and the database of the settings.
     *
     * @param warnings receives what is odd about the window when all of it is known
     */
    public static InventorySource of(Settings settings, Layouts layouts, Warnings warnings) {
        return new InventorySource(
                new LiveCatalog(settings), settings.lake(), layouts, settings.run(), settings.continuous(), new LiveRequestDesk(settings.database(), settings.tenants()),
                WriteRule.of(settings.serve()), warnings);
    }

    InventorySource(
            InventoryCatalog catalog,
            LakeSettings lake,
            Layouts layouts,
            RunSettings run,
            ContinuousSettings continuous,
            RequestDesk desk,
            WriteRule rule,
            Warnings warnings) {
        this.catalog = catalog;
        this.lake = lake;
        this.layouts = layouts;
        this.run = run;
        this.continuous = continuous;
        this.desk = desk;
        this.rule = rule;
        this.warnings = warnings;
    }

    @Override
    public Boundedness getBoundedness() {
        return run.isContinuous() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<InventorySplit, InventoryCheckpoint> createEnumerator(SplitEnumeratorContext<InventorySplit> context) {
        return restoreEnumerator(context, InventoryCheckpoint.NOTHING);
    }

    @Override
    public SplitEnumerator<InventorySplit, InventoryCheckpoint> restoreEnumerator(
            SplitEnumeratorContext<InventorySplit> context, InventoryCheckpoint checkpoint) {
        InventoryPace pace = InventoryPace.of(run, continuous);
        return new InventoryEnumerator(context, catalog, pace, new InventoryState(pace, layouts, checkpoint), run.isContinuous() ? desk : RequestDesk.NONE, rule, warnings);
    }

    @Override
    public SourceReader<DayInput, InventorySplit> createReader(SourceReaderContext context) {
        LakeFileSystem.reachFromTaskManager(lake, context.getConfiguration());
        return new InventoryReader(context, layouts, run);
    }

    @Override
    public SimpleVersionedSerializer<InventorySplit> getSplitSerializer() {
        return new JsonSerializer<>(InventorySplit.class);
    }

    @Override
    public SimpleVersionedSerializer<InventoryCheckpoint> getEnumeratorCheckpointSerializer() {
        return new InventoryCheckpointSerializer();
    }
}
