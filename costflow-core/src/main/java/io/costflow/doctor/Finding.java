package io.costflow.doctor;

import java.util.List;

/**
 * What a check found out: one line for people.
 *
 * @param verdict how good or bad it is
 * @param sentence what was looked at and how it is; of a problem, what is wrong and what to do about it
 * @param failure where a problem was seen, for developers; null if it was no exception
 */
public record Finding(Verdict verdict, String sentence, Throwable failure) {

    /** How good or bad a finding is. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** A run works like this, but its operator should know. */
        NOTE,
        /** A run does not work, or not for all days. */
        PROBLEM,
        /** Not checked, since something before it is wrong. */
        SKIPPED
    }

    static Finding ok(String sentence) {
        return new Finding(Verdict.OK, sentence, null);
    }

    static Finding note(String sentence) {
        return new Finding(Verdict.NOTE, sentence, null);
    }

    static Finding problem(String sentence) {
        return problem(sentence, null);
    }

    static Finding problem(String sentence, Throwable failure) {
        return new Finding(Verdict.PROBLEM, sentence, failure);
    }

    static Finding skipped(String sentence) {
        return new Finding(Verdict.SKIPPED, sentence, null);
    }

    /** Whether it keeps a run from working. */
    public boolean isProblem() {
        return verdict == Verdict.PROBLEM;
    }

    /** The sentences of all problems. */
    public static List<String> problems(List<Finding> findings) {
        return findings.stream().filter(Finding::isProblem).map(Finding::sentence).toList();
    }
}
