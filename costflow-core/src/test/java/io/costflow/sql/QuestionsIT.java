package io.costflow.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.ExitStatus;
import io.costflow.cli.JobExecution;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.sql.output.ResultFormat;
import io.costflow.sql.session.SqlSession;
import io.costflow.sql.session.Statements;
import io.costflow.sql.shell.StatementRun;
import io.costflow.testbed.Checkout;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testing.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The questions of docs/sql-questions.md over the demo's data, with their answers. With {@code -Dcostflow.docs.write=true} the answers are written instead of
 * compared.
 */
class QuestionsIT {

    private static final Path PAGE = Checkout.path("docs", "sql-questions.md");
    private static final Pattern QUESTION = Pattern.compile("```sql\\n(.*?)```\\n(?:\\n```text\\n.*?```\\n)?", Pattern.DOTALL);

    /** What the demo makes up when it is asked for a week. */
    private static final DemoData DATA = new DemoData(42, LocalDate.of(2025, 10, 20), Scale.demo(7));

    @TempDir
    private static Path lake;

    private static EmbeddedDatabase server;

    @AutoClose
    private static SqlSession session;

    @BeforeAll
    static void runTheJob() throws Exception {
        server = SharedServers.database();
        KokuDatabase database = server.createDatabase();
        DATA.insert(database, EmbeddedDatabase.TENANT);
        DATA.write(lake, EmbeddedDatabase.TENANT);
        Settings settings = new Settings(
                new LakeSettings("file://" + lake, null, null, null, true),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofSeconds(20)),
                new DayRange(DATA.from(), DATA.to()),
                List.of(),
                RunSettings.bounded(2, false, Duration.ofSeconds(10)));
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        assertThat(JobExecution.standard().run(settings, false, out, out)).as(printed::toString).isEqualTo(ExitStatus.DONE);
        session = SqlSession.start(settings, false);
    }

    @Test
    void everyQuestionHasTheAnswerOfThePage() throws Exception {
        String page = Files.readString(PAGE);
        List<MatchResult> questions = QUESTION.matcher(page).results().toList();
        assertThat(questions).hasSize(10);
        StringBuilder answered = new StringBuilder();
        int at = 0;
        for (MatchResult question : questions) {
            String sql = question.group(1);
            answered.append(page, at, question.start()).append("```sql\n").append(sql).append("```\n\n```text\n").append(answer(sql)).append("```\n");
            at = question.end();
        }
        answered.append(page.substring(at));
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.writeString(PAGE, answered);
        }
        assertThat(PAGE).hasContent(answered.toString());
    }

    private static String answer(String sql) throws Exception {
        StringWriter written = new StringWriter();
        PrintWriter out = new PrintWriter(written);
        new StatementRun(session, ResultFormat.TABLE, out, out, false, () -> 0).run(Statements.in(sql).get(0));
        return written.toString();
    }
}
