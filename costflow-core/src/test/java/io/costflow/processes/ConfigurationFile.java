package io.costflow.processes;

import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Settings as the YAML file that a process reads them from. The sources are left to koku's own tables. */
public final class ConfigurationFile {

    private ConfigurationFile() {}

    /** Writes the settings of a continuous run over a range of days. */
    public static Path write(Settings settings, Path file) throws IOException {
        LakeSettings lake = settings.lake();
        DatabaseSettings database = settings.database();
        DayRange window = (DayRange) settings.window();
        ContinuousSettings continuous = settings.continuous();
        StateSettings state = settings.state();
        String bucket = lake.endpoint() == null ? "" : ", s3: {endpoint: \"%s\", access-key: \"%s\", secret-key: \"%s\", path-style-access: %s}".formatted(
                lake.endpoint(), lake.accessKey(), lake.secretKey(), lake.pathStyleAccess());
        String folder = state.dir() == null ? "" : "dir: \"" + state.dir() + "\", ";
        return Files.writeString(file, """
                lake: {root: "%s"%s}
                database: {url: "%s", user: "%s", password: "%s", outage-budget: %s}
                window: {from: %s, to: %s}
                run: {parallelism: %d, read-budget: %s}
                continuous: {poll: %s, settle: %s, empty-after: %s, outage-budget: %s}
                state: {%sbackend: %s, checkpoint-interval: %s}
                """.formatted(
                lake.root(), bucket,
                database.url(), database.user(), database.password(), time(database.outageBudget()),
                window.from(), window.to(),
                settings.run().parallelism(), time(settings.run().readBudget()),
                time(continuous.poll()), time(continuous.settle()), time(continuous.emptyAfter()), time(continuous.outageBudget()),
                folder, state.backend().name().toLowerCase(), time(state.checkpointInterval())));
    }

    private static String time(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
