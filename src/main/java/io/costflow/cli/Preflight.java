package io.costflow.cli;

import io.costflow.job.FlinkJob;
import io.costflow.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at the lake, the database and the folder of the state before anything is touched. */
public final class Preflight {

    private static final int SECONDS = 10;

    private Preflight() {}

    /**
     * Everything that would keep a run with these settings from working, as far as it can be known before.
     *
     * @return full sentences that name the key and what to do; empty when all is well
     */
    public static List<String> check(Settings settings) {
        FutureTask<List<String>> lake = start("lake", () -> LakeCheck.check(settings.lake()));
        FutureTask<List<String>> database = start("database", () -> new DatabaseCheck(settings).check());
        boolean ownState = settings.run().isContinuous() && !FlinkJob.isCalledByCluster();
        FutureTask<List<String>> state = start("state", () -> ownState ? StateCheck.check(settings) : List.of());
        List<String> problems = new ArrayList<>(await(lake, "lake.root (" + settings.lake().root() + ")"));
        problems.addAll(await(database, "database.url (" + settings.database().url() + ")"));
        problems.addAll(await(state, "state.dir (" + settings.state().dir() + ")"));
        return problems;
    }

    private static FutureTask<List<String>> start(String name, Callable<List<String>> check) {
        FutureTask<List<String>> task = new FutureTask<>(check);
        Thread thread = new Thread(task, "preflight-" + name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static List<String> await(FutureTask<List<String>> task, String subject) {
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return List.of(subject + " did not answer within " + SECONDS + " s; check the address and the network.");
        } catch (ExecutionException e) {
            return List.of(subject + " cannot be checked: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("The check of " + subject + " was interrupted.");
        }
    }
}
