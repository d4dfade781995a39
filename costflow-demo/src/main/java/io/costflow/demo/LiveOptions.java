package io.costflow.demo;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code costflow demo --live}. */
final class LiveOptions {

    @Option(names = "--live", required = true,
            description = "Let the lake change while the job runs, and show the days as they turn over, until Ctrl-C.")
    private boolean live;

    @Option(names = "--once", description = "End when every kind of change has been shown, which takes about a minute.")
    private boolean once;

    @Option(names = "--for", paramLabel = "TIME", converter = TimeConverter.class,
            description = "End after this time, such as 5min, but not before every kind of change has been shown.")
    private Duration time;

    @Option(names = "--pause", paramLabel = "TIME", converter = TimeConverter.class, defaultValue = "3s",
            description = "How long there is to look at what has come of a change (default: ${DEFAULT-VALUE}).")
    private Duration pause;

    /** Reads a time as users write it. */
    static final class TimeConverter implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                return TimeUtils.parseDuration(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is not a time; write it with its unit, such as 30s or 5min.");
            }
        }
    }

    /** When a demo that started at this time ends, if every kind of change has been shown by then. */
    Instant end(Instant start) {
        return once ? start : time == null ? Instant.MAX : start.plus(time);
    }

    /** How long there is to look at what has come of a change. */
    Duration pause() {
        return pause;
    }
}
