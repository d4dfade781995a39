package io.costflow.demo.live;

import static io.costflow.demo.live.Scene.AWS;
import static io.costflow.demo.live.Scene.FRANKFURT;
import static io.costflow.demo.live.Scene.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class FrameTest {
    private final Scene scene = new Scene();

    @Test
    void aCellSaysHowOldThePublishedRevisionIs() {
        scene.begins("Days arrive.", Effect.PUBLISHED, day(FRANKFURT, 0), day(FRANKFURT, 1)).isDone();
        scene.published(day(FRANKFURT, 0), 1).seen().after(Duration.ofMinutes(3));
        scene.published(day(FRANKFURT, 1), 1).seen().after(Duration.ofSeconds(59));
        scene.published(day(AWS, 1), 1).seen().after(Duration.ofSeconds(3));

        assertThat(grid()).containsExactly(
                "           10-31 11-01",
                "Frankfurt     4m    1m",
                "AWS            .   now");
        assertThat(cells().get(2)).as("it turned over just now, and stands out").contains("@|bold,fg(black),bg(green)   now|@");
        scene.after(Duration.ofSeconds(2)).seen();
        assertThat(cells().get(2)).contains("@|fg(green)    5s|@");
    }

    @Test
    void aDayThatAChangeIsOnItsWayToWaits() {
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).seen();
        assertThat(grid().get(1)).as("it is still being uploaded").isEqualTo("Frankfurt      .");

        scene.isDone();
        assertThat(grid().get(1)).isEqualTo("Frankfurt   wait");
        scene.published(day(FRANKFURT, 0), 1).seen();
        assertThat(grid().get(1)).isEqualTo("Frankfurt    now");
    }

    @Test
    void aDayThatIsHeldBackStandsOut() {
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone().published(day(FRANKFURT, 0), 1).seen();
        scene.heldBack(day(FRANKFURT, 0), "The file is cut off.", null).seen();

        assertThat(cells().get(1)).contains("@|bold,fg(white),bg(red)  HELD|@");
    }

    @Test
    void theLastDaysAreShownWhenThereAreMoreThanFit() {
        scene.begins("Days arrive.", Effect.PUBLISHED, day(FRANKFURT, 0), day(FRANKFURT, 20)).isDone().seen();

        assertThat(grid().get(0)).startsWith("           11-10 11-11").endsWith(" 11-20").hasSizeLessThan(80);
    }

    @Test
    void theSumsSayWhatHasComeSinceTheChangeBegan() {
        scene.sums(1000, 20, 500).begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone();
        scene.sums(1234.56, 19.5, 512).published(day(FRANKFURT, 0), 12).seen();

        assertThat(frame()).contains("CPU used 1,234.6 core-hours (+234.6)   AWS 19.50 USD (-0.50)   512 rows");
    }

    @Test
    void theLatestChangeComesFirstAndAsManyAsFitFollow() {
        for (int i = 1; i <= 30; i++) {
            scene.begins("Change " + i + " is made, and this is said about it in a sentence that does not fit on one line of the terminal.",
                    Effect.PUBLISHED, day(FRANKFURT, 0)).isDone();
            scene.after(Duration.ofSeconds(5)).published(day(FRANKFURT, 0), i).seen();
        }

        List<String> lines = frame();
        assertThat(lines).hasSize(23).allMatch(line -> line.length() < 80);
        int latest = lines.indexOf("30 Change 30 is made, and this is said about it in a sentence that does not");
        assertThat(lines.subList(latest + 1, latest + 4)).containsExactly(
                "   fit on one line of the terminal.",
                "   1 day turned over within 5.0 s: 30 rows written, 1 deleted, 2 kept; 4 reads",
                "   from S3");
        assertThat(lines.get(latest + 4)).startsWith("29 Change 29");
        assertThat(lines).noneMatch(line -> line.startsWith("20 "));
    }

    @Test
    void withoutAnyChangeThereIsAnEmptyFrameOfTheSameSize() {
        assertThat(frame()).hasSize(23);
        assertThat(grid().get(1)).isEqualTo("Frankfurt");
    }

    @Test
    void aReasonThatNamesAFileOfAnyLengthKeepsToTheScreen() {
        SourceDay day = day(FRANKFURT, 0);
        scene.begins("A file is cut off.", Effect.HELD_BACK, day).isDone().heldBack(day, "It ends too early.", "s3://cost/" + "x".repeat(200)).seen();

        assertThat(frame()).hasSize(23).allMatch(line -> line.length() < 80).anyMatch(line -> line.endsWith("xxx..."));
    }

    @Test
    void aWiderTerminalIsUsed() {
        scene.begins("Days arrive, and this is said about it in a sentence that does not fit on eighty columns, but on a wider terminal.", Effect.PUBLISHED,
                day(FRANKFURT, 0), day(FRANKFURT, 20)).isDone().after(Duration.ofSeconds(61)).seen();

        List<String> wide = plain(Frame.lines(scene.picture(), 160));
        assertThat(wide.get(0)).hasSize(137).endsWith("for 1 min 1 s");
        assertThat(wide.get(2)).startsWith("           10-31 ").endsWith(" 11-20");
        assertThat(wide).anyMatch(line -> line.endsWith("but on a wider terminal.") && line.startsWith(" 1 Days arrive"));
    }

    @Test
    void theFirstMinuteIsInSeconds() {
        assertThat(frame().get(0)).endsWith(" for 0 s").hasSize(77);
    }

    private List<String> cells() {
        return Grid.lines(scene.picture(), 78);
    }

    private List<String> grid() {
        return plain(cells());
    }

    private List<String> frame() {
        return plain(Frame.lines(scene.picture(), 80));
    }

    private static List<String> plain(List<String> lines) {
        return lines.stream().map(line -> Ansi.OFF.string(line).stripTrailing()).toList();
    }
}
