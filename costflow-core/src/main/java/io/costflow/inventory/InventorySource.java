package io.costflow.inventory;

import io.costflow.day.DayInput;
import io.costflow.serialization.JsonSerializer;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
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

    private final InventoryCatalog catalog;
    private final LakeSettings lake;
    private final FileCombiner combiner;
    private final RunSettings run;
    private final ContinuousSettings continuous;
    private final WarningListener warnings;

    /**
     * The lake and the database of the settings.
     *
     * @param warnings is told what is odd about the window when all of it is known
     */
    public static InventorySource of(Settings settings, FileCombiner combiner, WarningListener warnings) {
        return new InventorySource(new LiveCatalog(settings), settings.lake(), combiner, settings.run(), settings.continuous(), warnings);
    }

    InventorySource(
            InventoryCatalog catalog,
            LakeSettings lake,
            FileCombiner combiner,
            RunSettings run,
            ContinuousSettings continuous,
            WarningListener warnings) {
        this.catalog = catalog;
        this.lake = lake;
        this.combiner = combiner;
        this.run = run;
        this.continuous = continuous;
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
        return new InventoryEnumerator(context, catalog, pace, new InventoryState(pace, combiner::version, checkpoint), warnings);
    }

    @Override
    public SourceReader<DayInput, InventorySplit> createReader(SourceReaderContext context) {
        LakeFileSystem.reachFromTaskManager(lake, context.getConfiguration());
        return new InventoryReader(context, combiner, run);
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
