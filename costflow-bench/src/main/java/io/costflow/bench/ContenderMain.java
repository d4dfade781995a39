package io.costflow.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The main class of a contender's process: a task per line of its input, a measurement per line of its output. It ends with its input. */
public final class ContenderMain {

    /** What a line with a measurement begins with: native code, such as a profiler, prints on the output too. */
    static final String ANSWER = "measured: ";

    private ContenderMain() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        Work costflow = new CostflowWork();
        Work matching = new MatchingWork();
        Work following = new FollowingWork();
        Work asking = new AskingWork();
        Work floor = new FloorWork();
        Work askingFloor = new AskingFloorWork();
        ProcessMeter meter = new ProcessMeter();
        PrintStream answers = System.out;
        // Whatever a library prints is no answer.
        System.setOut(System.err);
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
            Task task = Line.read(line, Task.class);
            Work work = switch (task.activity()) {
                case PUBLISH, COMPUTE -> costflow;
                case MATCH -> matching;
                case FOLLOW, CATCH, IDLE, COLLECT, STOP -> following;
                case ASK -> asking;
                case GROUP, COPY -> floor;
                case ASK_FLOOR -> askingFloor;
            };
            answers.println(ANSWER + Line.of(meter.measure(work, task)));
        }
        System.exit(0);
    }
}
