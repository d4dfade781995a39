package io.costflow.cli;

import io.costflow.doctor.DatabaseCheck;
import io.costflow.doctor.Finding;
import io.costflow.doctor.LakeCheck;
import io.costflow.doctor.StateCheck;
import io.costflow.doctor.TimedCheck;
import io.costflow.inventory.LakeFileSystem;
import io.costflow.job.FlinkJob;
import io.costflow.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Looks at the lake, the database and the folder of the state before anything is touched: those checks of the doctor that are quick, side by side. */
public final class Preflight {

    private static final int SECONDS = 10;

    /** The first question to an object store loads its client, which takes a busy machine more than 10 s. */
    private static final int SECONDS_FOR_OBJECT_STORE = 30;

    /** No network is asked, so only the load of this machine can take long. */
    private static final int SECONDS_FOR_LOCAL_FOLDER = 60;

    private Preflight() {}

    /**
     * Everything that would keep a run with these settings from working, as far as it can be known before.
     *
     * @param leftOut receives what keeps the run from serving some tenants, in full sentences
     * @return full sentences that name the key and what to do; empty when all is well
     */
    public static List<String> check(Settings settings, Consumer<String> leftOut) {
        boolean ownState = settings.run().isContinuous() && !FlinkJob.isCalledByCluster();
        return problems(
                settings,
                leftOut,
                database(settings, () -> DatabaseCheck.check(settings)),
                TimedCheck.start("state.dir (" + settings.state().dir() + ")", () -> ownState ? List.of(checkState(settings)) : List.of()));
    }

    /** What would keep questions from being asked: lake and database must answer. Which tables may be read is seen when a query asks for them. */
    static List<String> checkForQuestions(Settings settings) {
        return problems(settings, note -> {}, database(settings, () -> DatabaseCheck.checkConnection(settings)));
    }

    private static TimedCheck lake(Settings settings, boolean local) {
        String advice = local ? "see whether the disk that it lies on, or its mount, answers." : "check the address and the network.";
        return TimedCheck.start("lake.root (" + settings.lake().root() + ")", advice, () -> List.of(LakeCheck.check(settings.lake())));
    }

    private static TimedCheck database(Settings settings, Callable<List<Finding>> check) {
        return TimedCheck.start("database.url (" + settings.database().url() + ")", check);
    }

    /** What the check of the lake found, and other checks that are under way. */
    private static List<String> problems(Settings settings, Consumer<String> leftOut, TimedCheck... others) {
        boolean local = settings.lake().root().startsWith("file:");
        List<Finding> findings = new ArrayList<>(lake(settings, local).await(local ? SECONDS_FOR_LOCAL_FOLDER : SECONDS_FOR_OBJECT_STORE));
        for (TimedCheck check : others) {
            findings.addAll(check.await(SECONDS));
        }
        findings.stream().filter(finding -> finding.verdict() == Finding.Verdict.NOTE).map(Finding::sentence).forEach(leftOut);
        return Finding.problems(findings);
    }

    private static Finding checkState(Settings settings) {
        LakeFileSystem.initialize(settings.lake());
        return StateCheck.check("state.dir", settings.state().dir());
    }
}
