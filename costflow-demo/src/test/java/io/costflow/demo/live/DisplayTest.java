package io.costflow.demo.live;

import static io.costflow.demo.live.Scene.FRANKFURT;
import static io.costflow.demo.live.Scene.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private final Scene scene = new Scene();
    private final StringWriter written = new StringWriter();

    @Test
    void aScreenIsPaintedOverTheOneBefore() {
        Display display = new ScreenDisplay(new PrintWriter(written), 80);
        display.show(scene.picture());
        assertThat(written.toString()).doesNotContain("\u001b[23A").endsWith("\u001b[K\n");

        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0)).isDone().seen();
        display.show(scene.picture());
        assertThat(written.toString()).containsOnlyOnce("\u001b[23A\r").contains("A day arrives.");
    }

    @Test
    void linesAreWrittenOnceWhenSomethingHappens() {
        Display display = new LineDisplay(new PrintWriter(written));
        scene.begins("A day arrives.", Effect.PUBLISHED, day(FRANKFURT, 0));
        display.show(scene.picture());
        display.show(scene.isDone().seen().picture());
        assertThat(written.toString().lines()).containsExactly("1. A day arrives.");

        scene.after(Duration.ofSeconds(2)).sums(3, 4, 5).published(day(FRANKFURT, 0), 5).seen();
        display.show(scene.picture());
        display.show(scene.picture());
        assertThat(written.toString().lines()).containsExactly(
                "1. A day arrives.",
                "   1 day appeared within 2.0 s: 7 rows; 4 reads from S3",
                "   CPU used 3.0 core-hours (+3.0)   AWS 4.00 USD (+4.00)   5 rows");
    }
}
