package io.costflow.testbed;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Says what is being done, and when it is done, how many seconds it took. */
public record Steps(PrintWriter out) {

    /** Does a step and returns its result. */
    public <T> T run(String what, Callable<T> step) throws Exception {
        out.print(what + " ... ");
        out.flush();
        long start = System.nanoTime();
        T result;
        try {
            result = step.call();
        } catch (Exception e) {
            out.println("failed");
            out.flush();
            throw e;
        }
        out.println(String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9));
        out.flush();
        return result;
    }
}
