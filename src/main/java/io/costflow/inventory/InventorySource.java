package io.costflow.inventory;

import io.costflow.day.DayInput;
import io.costflow.serialization.JsonSerializer;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
    private final FileCombiner combiner;
    private final DayRange window;
    private final RunSettings run;
    private final WarningListener warnings;

    /**
     * The lake and the database of the settings.
     *
     * @param warnings is told what is odd about the window when all of it is known
     */
    public static InventorySource of(Settings settings, FileCombiner combiner, WarningListener warnings) {
        return new InventorySource(new LiveCatalog(settings), combiner, settings.window().on(LocalDate.now(ZoneOffset.UTC)), settings.run(), warnings);
    }

    InventorySource(InventoryCatalog catalog, FileCombiner combiner, DayRange window, RunSettings run, WarningListener warnings) {
        this.catalog = catalog;
        this.combiner = combiner;
        this.window = window;
        this.run = run;
        this.warnings = warnings;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<InventorySplit, InventoryCheckpoint> createEnumerator(SplitEnumeratorContext<InventorySplit> context) {
        return new InventoryEnumerator(
                context, catalog, window, run.rebuild(), run.overlap(), warnings, () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    @Override
    public SplitEnumerator<InventorySplit, InventoryCheckpoint> restoreEnumerator(
            SplitEnumeratorContext<InventorySplit> context, InventoryCheckpoint checkpoint) {
        return createEnumerator(context);
    }

    @Override
    public SourceReader<DayInput, InventorySplit> createReader(SourceReaderContext context) {
        return new InventoryReader(context, combiner, run);
    }

    @Override
    public SimpleVersionedSerializer<InventorySplit> getSplitSerializer() {
        return new JsonSerializer<>(InventorySplit.class);
    }

    @Override
    public SimpleVersionedSerializer<InventoryCheckpoint> getEnumeratorCheckpointSerializer() {
        return new JsonSerializer<>(InventoryCheckpoint.class);
    }
}
