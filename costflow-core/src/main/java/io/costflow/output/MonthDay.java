package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.CountedFiles;
import io.costflow.day.HeldBack;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.Layouts;
import io.costflow.provider.MonthOutput;
import io.costflow.provider.Providers;
import io.costflow.settings.SourceSettings;
import java.util.Optional;

/**
 * A day on its way to its month.
 *
 * @param period the month of the output
 * @param epochDay the day, counted from 1970-01-01
 * @param standing what is known of the day
 * @param planRevision the revision of the plan that the day is based on
 * @param source the source, as the plan has it
 * @param plan what the month is to be made of, as the plan has it; null when the day is forgotten
 * @param inputs identifies what the contribution was computed from
 * @param heldBack why there is no contribution now, or null
 * @param contribution what the day contributes, encoded; of a day that is held back, its last good revision; null when there is none
 * @param files how many files the day has
 * @param rowsRead how many line items these have on the day
 * @param newestFile when the newest of them was modified, in milliseconds since 1970-01-01 UTC; 0 when there is none
 * @param referenceRevision the month takes reference data of this revision or a newer one
 */
public record MonthDay(
        OutputPeriod period,
        long epochDay,
        Standing standing,
        long planRevision,
        SourceSettings source,
        MonthPlan plan,
        String inputs,
        HeldBack heldBack,
        byte[] contribution,
        int files,
        long rowsRead,
        long newestFile,
        long referenceRevision) {

    /** What is known of a day. New constants go to the end: state holds their numbers. */
    public enum Standing {
        /** Its contribution was computed. */
        COMPUTED,
        /** It cannot be computed now. */
        HELD_BACK,
        /** It has no files, or none that have line items of it. */
        EMPTY,
        /** The month is as it was published, and its days are not read. */
        AS_PUBLISHED,
        /** The month has left the window, or is not wanted any more. */
        FORGOTTEN
    }

    /** Computes what a day contributes. */
    static MonthDay of(CompleteDay day, Layouts layouts) {
        OutputPlan wanted = day.outputPlan();
        return switch (wanted.purpose()) {
            case COMPUTE, SUPPLY -> computed(day, layouts);
            case KEEP -> of(day, Standing.AS_PUBLISHED, null, null);
            case EMPTY -> of(day, Standing.EMPTY, null, null);
            case FORGET -> of(day, Standing.FORGOTTEN, null, null);
        };
    }

    private static MonthDay computed(CompleteDay day, Layouts layouts) {
        Optional<HeldBack> problem = day.problemOfFiles();
        if (problem.isPresent()) {
            return of(day, Standing.HELD_BACK, problem.get(), day.lastGood().map(good -> contribution(good, layouts)).orElse(null));
        }
        if (!day.exists()) {
            return of(day, Standing.EMPTY, null, null);
        }
        MonthOutput output = (MonthOutput) Providers.output(day.output());
        CountedFiles counted = day.counted();
        try {
            return of(day, Standing.COMPUTED, null, output.contribute(DayFunction.contents(day, counted.contributions(), layouts)));
        } catch (HeldBackException refused) {
            return of(day, Standing.HELD_BACK, refused.heldBack(), null);
        }
    }

    /** What the last good revision of a day contributes; null when that is not to be had either. */
    private static byte[] contribution(CompleteDay good, Layouts layouts) {
        try {
            return ((MonthOutput) Providers.output(good.output())).contribute(DayFunction.contents(good, good.counted().contributions(), layouts));
        } catch (HeldBackException refused) {
            return null;
        }
    }

    private static MonthDay of(CompleteDay day, Standing standing, HeldBack heldBack, byte[] contribution) {
        boolean forgotten = standing == Standing.FORGOTTEN;
        return new MonthDay(
                day.period(),
                day.plan().day().epochDay(),
                standing,
                day.plan().revision(),
                day.plan().source(),
                day.outputPlan().month(),
                forgotten ? null : DayFingerprint.ofContribution(day.plan(), day.outputPlan()),
                heldBack,
                contribution,
                day.files().size(),
                day.rowsRead(),
                day.newestFile(),
                day.reference() == null ? 0 : day.reference().revision());
    }

    /** This day, as a day of its plan only. */
    MonthDay withoutContribution() {
        return new MonthDay(period, epochDay, standing, planRevision, source, plan, inputs, heldBack, null, files, rowsRead, newestFile, referenceRevision);
    }

    /** Tells the month from all others, by a text: unlike the hash code of a period, that of a text is the same in every process. */
    public String month() {
        return period.toString();
    }
}
