package io.costflow.doctor;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A check under way that is given up when it takes too long: a server that takes the connection and says nothing would keep the user waiting. */
public final class TimedCheck {

    private final String subject;
    private final String advice;
    private final FutureTask<List<Finding>> task;

    private TimedCheck(String subject, String advice, FutureTask<List<Finding>> task) {
        this.subject = subject;
        this.advice = advice;
        this.task = task;
    }

    /**
     * Starts a check on a new thread.
     *
     * @param subject what it looks at, at the beginning of a sentence
     */
    public static TimedCheck start(String subject, Callable<List<Finding>> check) {
        return start(subject, "check the address and the network.", check);
    }

    /**
     * Starts a check on a new thread.
     *
     * @param subject what it looks at, at the beginning of a sentence
     * @param advice what to do if it takes too long, at the end of a sentence
     */
    public static TimedCheck start(String subject, String advice, Callable<List<Finding>> check) {
        FutureTask<List<Finding>> task = new FutureTask<>(check);
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        thread.start();
        return new TimedCheck(subject, advice, task);
    }

    /** What it found, or, after so many seconds, that it found nothing. */
    public List<Finding> await(int seconds) {
        try {
            return task.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return List.of(Finding.problem(subject + " did not answer within " + seconds + " s; " + advice));
        } catch (ExecutionException e) {
            return List.of(Finding.problem(subject + " cannot be checked: " + FailureWords.of(e.getCause()) + ".", e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.problem("The check of " + subject + " was interrupted."));
        }
    }
}
