import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Counts the mutants of a report of pitest by package, as a table in Markdown. Its argument is the report's file {@code mutations.csv}. */
public final class MutationSummary {

    /** The place of the mutated class and of the outcome in a line of the report. */
    private static final int CLASS = 1;
    private static final int STATUS = 5;

    private int killed;
    private int timedOut;
    private int survived;
    private int notCovered;
    private int failed;

    public static void main(String[] arguments) throws IOException {
        Map<String, MutationSummary> packages = new TreeMap<>();
        MutationSummary all = new MutationSummary();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] columns = line.split(",");
            String name = columns[CLASS].substring(0, columns[CLASS].lastIndexOf('.'));
            packages.computeIfAbsent(name, unseen -> new MutationSummary()).count(columns[STATUS]);
            all.count(columns[STATUS]);
        }
        System.out.println("| package | mutants | killed | timed out | survived | no coverage | failed | test strength |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        packages.forEach((name, summary) -> System.out.println(summary.row("`" + name + "`")));
        System.out.println(all.row("all"));
    }

    private void count(String status) {
        switch (status) {
            case "KILLED" -> killed++;
            case "TIMED_OUT" -> timedOut++;
            case "SURVIVED" -> survived++;
            case "NO_COVERAGE" -> notCovered++;
            case "RUN_ERROR", "MEMORY_ERROR", "NON_VIABLE" -> failed++;
            default -> throw new IllegalArgumentException("pitest ended with the mutant " + status + ", which has no column.");
        }
    }

    /** Test strength is the part of the covered mutants that tests detect. A mutant that failed by itself shows nothing. */
    private String row(String name) {
        int detected = killed + timedOut;
        int covered = detected + survived;
        return "| %s | %d | %d | %d | %d | %d | %d | %s |".formatted(
                name, covered + notCovered + failed, killed, timedOut, survived, notCovered, failed, covered == 0 ? "" : Math.round(100.0 * detected / covered) + " %");
    }
}
