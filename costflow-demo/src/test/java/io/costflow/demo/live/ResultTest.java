package io.costflow.demo.live;

import static io.costflow.demo.live.Scene.AWS;
import static io.costflow.demo.live.Scene.FRANKFURT;
import static io.costflow.demo.live.Scene.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResultTest {
    private final Scene scene = new Scene();

    @Test
    void aChangeThatIsBeingMadeGoesOn() {
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).published(day(FRANKFURT, 0), 10).seen();

        assertThat(scene.result()).isEqualTo("going on ...");
        assertThat(scene.latest().isComplete()).isFalse();
    }

    @Test
    void daysThatAreStillMissingAreCounted() {
        scene.begins("Two days arrive.", Effect.PUBLISHED, day(FRANKFURT, 0), day(AWS, 0)).isDone();
        scene.after(Duration.ofMillis(1500)).published(day(FRANKFURT, 0), 10).seen();

        assertThat(scene.result()).isEqualTo("1 of 2 days, 1.5 s after it ...");
        assertThat(scene.latest().isAwaitedAt(day(FRANKFURT, 0))).isFalse();
        assertThat(scene.latest().isAwaitedAt(day(AWS, 0))).isTrue();
    }

    @Test
    void theTimeIsThatFromTheEndOfTheChangeToTheLastDay() {
        scene.begins("Two days arrive.", Effect.PUBLISHED, day(FRANKFURT, 0), day(AWS, 0)).isDone();
        scene.after(Duration.ofMillis(1500)).published(day(FRANKFURT, 0), 1200).seen();
        scene.after(Duration.ofMillis(700)).published(day(AWS, 0), 34).seen();
        scene.after(Duration.ofMinutes(1)).seen();

        assertThat(scene.result()).isEqualTo("2 days appeared within 2.2 s: 1,238 rows; 8 reads from S3");
    }

    @Test
    void aDayThatWasThereMustBeNewer() {
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone().published(day(FRANKFURT, 0), 10).seen();
        scene.after(Duration.ofSeconds(9)).begins("It arrives again.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone().seen();

        assertThat(scene.latest().isComplete()).isFalse();
        scene.after(Duration.ofSeconds(2)).published(day(FRANKFURT, 0), 3).seen();
        assertThat(scene.result()).startsWith("1 day turned over within 2.0 s: 3 rows written");
    }

    @Test
    void ofADayThatArrivesInPiecesTheRowsAreCountedThatAreThere() {
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone().published(day(FRANKFURT, 0), 300).seen();
        scene.after(Duration.ofSeconds(1)).published(day(FRANKFURT, 0), 20).seen();

        assertThat(scene.result()).isEqualTo("1 day appeared within 1.0 s: 22 rows; 8 reads from S3");
    }

    @Test
    void aDayThatTheChangeDoesNotNameIsCountedWithTheOthers() {
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone();
        scene.published(day(FRANKFURT, 0), 10).published(day(FRANKFURT, 1), 5).seen();

        assertThat(scene.result()).startsWith("2 days appeared within 0.0 s: 19 rows");
    }

    @Test
    void aDayThatIsHeldBackSaysWhyAndStaysPublished() {
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone().published(day(FRANKFURT, 0), 10).seen();
        scene.begins("A file is cut off.", Effect.HELD_BACK, day(FRANKFURT, 0)).isDone();
        scene.after(Duration.ofSeconds(2)).heldBack(day(FRANKFURT, 0), "The file is not a Parquet file.", "s3://cost/a/b.parquet").seen();

        assertThat(scene.result()).isEqualTo("Held back within 2.0 s, what is published stays: The file is not a Parquet file. File: b.parquet");
        assertThat(scene.latest().turnedOver()).isZero();
    }

    @Test
    void aFileThatTheReasonNamesIsNotNamedTwice() {
        scene.begins("A file is cut off.", Effect.HELD_BACK, day(FRANKFURT, 0)).isDone();
        scene.heldBack(day(FRANKFURT, 0), "The file s3://cost/a/b.parquet is cut short.", "s3://cost/a/b.parquet").seen();

        assertThat(scene.result()).endsWith(": The file b.parquet is cut short.");
    }

    @Test
    void aHeldDayHasHealedWhenANewerRevisionIsPublishedAndNothingIsHeldBack() {
        scene.begins("A file is cut off.", Effect.HELD_BACK, day(FRANKFURT, 0)).isDone().heldBack(day(FRANKFURT, 0), "The file is cut off.", null).seen();
        scene.begins("It is replaced.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone().seen();
        assertThat(scene.latest().isComplete()).isFalse();

        scene.after(Duration.ofSeconds(2)).published(day(FRANKFURT, 0), 10).seen();
        assertThat(scene.latest().isComplete()).isTrue();
    }
}
