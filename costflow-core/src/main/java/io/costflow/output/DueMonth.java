package io.costflow.output;

import io.costflow.assembly.Emitted;
import io.costflow.day.HeldBack;
import io.costflow.day.MonthPlan;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.MonthContents;
import io.costflow.provider.MonthOutput;
import io.costflow.provider.Providers;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayMark.Basis;
import io.costflow.publish.DayMark.Content;
import io.costflow.publish.DayMark.LastGood;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides what is to be emitted of a month now: each plan once, when every day that it names has arrived as it names it, and once more whenever the reference
 * data that the month takes changed.
 *
 * @param newest the day of the newest plan, which says what the month is made of
 * @param days the days that the month is made of, in order; empty when it is kept as it was published
 * @param reference the tenant's reference data
 * @param heldBack why the published month stays, or null
 * @param emitted what is recorded of this: the revisions, what the month is made from and who writes it; nothing of the latter two when it is kept
 */
record DueMonth(MonthDay newest, List<MonthDay> days, ReferenceSnapshot reference, HeldBack heldBack, Emitted emitted) {

    /**
     * Decides for one month.
     *
     * @param newest a day of the newest plan
     * @param arrived what has arrived, by day
     * @param before what was emitted last, or null
     * @return nothing when the month is not complete, or was emitted like this before
     */
    static Optional<DueMonth> of(MonthDay newest, Map<Long, MonthDay> arrived, Emitted before, ReferenceSnapshot reference) {
        if (reference.revision() < newest.referenceRevision()) {
            return Optional.empty();
        }
        MonthPlan plan = newest.plan();
        boolean isNew = before == null || before.planRevision() < newest.planRevision();
        if (plan.kept() != null) {
            return isNew ? Optional.of(of(newest, List.of(), reference, null, null, before)) : Optional.empty();
        }
        List<MonthDay> days = new ArrayList<>();
        for (MonthPlan.Day named : plan.days()) {
            MonthDay day = arrived.get(named.epochDay());
            if (day == null || !day.inputs().equals(named.inputs())) {
                return Optional.empty();
            }
            days.add(day);
        }
        if (!plan.isOfAnything()) {
            return Optional.empty();
        }
        HeldBack heldBack = heldBack(newest, days, reference).orElse(null);
        String inputs = inputs(newest, reference, heldBack);
        return isNew || !inputs.equals(before.inputs()) ? Optional.of(of(newest, days, reference, heldBack, inputs, before)) : Optional.empty();
    }

    /** Revisions of results only rise, whatever the clocks of plans and reference data do. */
    private static DueMonth of(MonthDay newest, List<MonthDay> days, ReferenceSnapshot reference, HeldBack heldBack, String inputs, Emitted before) {
        long revision = Math.max(newest.planRevision(), reference.revision());
        long risen = before == null ? revision : Math.max(revision, before.revision() + 1);
        return new DueMonth(newest, days, reference, heldBack, new Emitted(newest.planRevision(), risen, inputs));
    }

    private static String inputs(MonthDay newest, ReferenceSnapshot reference, HeldBack heldBack) {
        Digest digest = new Digest();
        digest.add(fingerprint(newest, reference));
        digest.add(reference.mode(newest.period().source(), newest.period().output()).map(SourceMode::text).orElse(null));
        digest.add(heldBack == null ? null : heldBack.reason());
        return digest.text();
    }

    private static String fingerprint(MonthDay newest, ReferenceSnapshot reference) {
        return DayFingerprint.of(newest.period(), newest.plan(), newest.source(), output(newest), reference);
    }

    /** A day that is held back holds back its month. */
    private static Optional<HeldBack> heldBack(MonthDay newest, List<MonthDay> days, ReferenceSnapshot reference) {
        if (reference.unreadable() != null) {
            return Optional.of(HeldBack.because("The tables of the tenant cannot be read: " + reference.unreadable()));
        }
        List<MonthDay> wrong = days.stream().filter(day -> day.heldBack() != null).toList();
        if (wrong.isEmpty()) {
            return days.isEmpty() ? Optional.empty() : output(newest).missingReference(newest.period().day(), reference);
        }
        HeldBack first = wrong.get(0).heldBack();
        String others = wrong.size() == 1 ? "" : " " + (wrong.size() - 1) + " more of its days are held back.";
        return Optional.of(new HeldBack(
                "Its day " + LocalDate.ofEpochDay(wrong.get(0).epochDay()) + " is held back: " + first.reason() + others, first.file(), first.column()));
    }

    private static MonthOutput output(MonthDay day) {
        return (MonthOutput) Providers.output(day.period().output());
    }

    /** Emits the rows, if the month is computed, and the mark that closes them. */
    void emit(Consumer<PublishInput> output) {
        output.accept(PublishInput.of(mark(output).rebuilding(newest.plan().rebuild())));
    }

    private DayMark mark(Consumer<PublishInput> rows) {
        if (newest.plan().kept() != null) {
            return DayMark.of(
                    newest.period(), emitted.revision(), new Content(newest.plan().kept().fingerprint(), newest.plan().kept().checksum(), 0), basis());
        }
        if (heldBack != null) {
            return DayMark.heldBack(newest.period(), emitted.revision(), basis(), heldBack).with(lastGood(rows));
        }
        DayWriter writer = new DayWriter(newest.period(), emitted.revision(), rows);
        try {
            output(newest).compute(contents(), writer);
        } catch (HeldBackException refused) {
            return DayMark.heldBack(newest.period(), emitted.revision(), basis(), refused.heldBack());
        }
        String checksum = writer.finish();
        return DayMark.of(newest.period(), emitted.revision(), new Content(fingerprint(newest, reference), checksum, writer.rows()), basis());
    }

    /** The month of the last good revisions of days that are held back, if it is to be compared with the tables and all of them are known; else null. */
    private LastGood lastGood(Consumer<PublishInput> rows) {
        boolean known = newest.plan().rebuild() && !days.isEmpty() && reference.unreadable() == null && days.stream().allMatch(day -> day.contribution() != null)
                && output(newest).missingReference(newest.period().day(), reference).isEmpty();
        if (!known) {
            return null;
        }
        DayWriter writer = new DayWriter(newest.period(), emitted.revision(), rows);
        try {
            output(newest).compute(contents(), writer);
        } catch (HeldBackException refused) {
            return null;
        }
        String checksum = writer.finish();
        return new LastGood(new Content(fingerprint(newest, reference), checksum, writer.rows()), basis());
    }

    private MonthContents contents() {
        List<MonthContents.Day> contributions = days.stream().map(day -> new MonthContents.Day(day.epochDay(), day.contribution())).toList();
        return new MonthContents(newest.period(), newest.source(), contributions, reference);
    }

    private Basis basis() {
        int files = 0;
        long rowsRead = 0;
        long newestFile = 0;
        for (MonthDay day : days) {
            files += day.files();
            rowsRead += day.rowsRead();
            newestFile = Math.max(newestFile, day.newestFile());
        }
        return new Basis(newest.planRevision(), files, rowsRead, newestFile, reference.revision());
    }
}
