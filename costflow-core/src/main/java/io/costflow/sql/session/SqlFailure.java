package io.costflow.sql.session;

import io.costflow.job.FailureCause;
import io.costflow.sql.scan.ScanFailedException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.util.ExceptionUtils;

/** A statement is wrong, is refused, or failed. The message says why, and where in the text. */
public final class SqlFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** Flink says it before the reason. */
    private static final Pattern PREFACE = Pattern.compile("^SQL (parse|validation) failed\\.\\s*");

    /** Flink says it around the reason. */
    private static final Pattern AROUND = Pattern.compile("^Unable to create a (source|sink) for ");

    /** What could have come next: hundreds of words. */
    private static final Pattern EXPECTED = Pattern.compile("\\s*Was expecting( one of)?:[\\s\\S]*$");

    /** What Flink says around the failure of a job. */
    private static final Set<String> WRAPPING =
            Set.of("Failed to execute sql", "Failed to fetch next result", "Failed to fetch job execution result", "Failed to wait job finish");

    /** Columns of the lake whose names are words of SQL. */
    private static final Pattern WORD_OF_SQL = Pattern.compile("^Encountered \"(?i:(year|month))\\b[^\"]*\" at ");

    private static final Pattern RANGE = Pattern.compile("^From (line \\d+, column \\d+) to line \\d+, column \\d+: ");

    /** @param message a full sentence */
    public SqlFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is to be said of an exception that Flink threw. */
    public static SqlFailure of(Throwable problem) {
        Throwable told = problem;
        while (told.getCause() != null && (told instanceof SqlParserException || isPreface(told) || saysLess(told))) {
            told = told.getCause();
        }
        String message = isOfPlanner(told) && told.getMessage() != null ? told.getMessage() : FailureCause.of(told);
        // what the planner says of a text, and our own code of a file or table, is a sentence by itself
        boolean whole = ExceptionUtils.findThrowable(problem, cause -> isOfPlanner(cause) || cause instanceof ScanFailedException).isPresent();
        return new SqlFailure((whole ? "" : "The query failed: ") + sentence(message), problem);
    }

    private static boolean isOfPlanner(Throwable problem) {
        return problem instanceof ValidationException || problem instanceof TableException || problem instanceof SqlParserException
                || problem instanceof CatalogException;
    }

    private static boolean isPreface(Throwable problem) {
        return problem.getMessage() != null && (PREFACE.matcher(problem.getMessage()).find() || AROUND.matcher(problem.getMessage()).find());
    }

    private static boolean saysLess(Throwable problem) {
        return problem.getMessage() == null || problem.getCause().toString().equals(problem.getMessage()) || WRAPPING.contains(problem.getMessage());
    }

    private static String sentence(String message) {
        String text = EXPECTED.matcher(PREFACE.matcher(message).replaceFirst("")).replaceFirst("").strip();
        Matcher word = WORD_OF_SQL.matcher(text);
        if (word.find()) {
            return text + " The column is written `" + word.group(1).toLowerCase(Locale.ROOT) + "`, in backticks: without them it is a word of SQL.";
        }
        Matcher range = RANGE.matcher(text);
        return (range.find() ? "At " + range.group(1) + ": " + text.substring(range.end()) : text).replaceAll("\\s*\\R\\s*", " ");
    }
}
