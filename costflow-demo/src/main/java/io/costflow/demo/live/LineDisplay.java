package io.costflow.demo.live;

import java.io.PrintWriter;

/** Writes a line when a change begins, and what came of it when all of that is there: for logs and pipes. */
final class LineDisplay implements Display {
    private final PrintWriter out;
    private int announced;
    private int finished;

    LineDisplay(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Picture picture) {
        for (Progress progress : picture.changes()) {
            if (progress.number() > announced) {
                announced = progress.number();
                out.println(announced + ". " + progress.change().what());
            }
            if (progress.number() > finished && progress.isComplete()) {
                finished = progress.number();
                out.println("   " + Result.of(progress, picture.now()));
                out.println("   " + Sums.of(progress.now().totals(), progress.before().totals()));
            }
        }
        out.flush();
    }
}
