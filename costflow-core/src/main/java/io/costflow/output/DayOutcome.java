package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.CountedFiles;
import io.costflow.day.Contribution;
import io.costflow.day.HeldBack;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.provider.HeldBackException;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayMark.Basis;
import io.costflow.publish.DayMark.Content;
import io.costflow.publish.DayMark.LastGood;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.publish.RowChecksum;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a complete day led to, the same for all outputs. The rows of a computed day are handed on before this.
 *
 * @param standing how it ended
 * @param mark closes the day's rows; without rows it says why the day is held back, that it did not change, or that it has no rows any more. Null when nothing
 *     is to be published: the day has left the window, turned out to have no files, or was computed for other outputs only
 * @param fingerprint identifies what the day was computed from; of a day that is held back, its last good revision, if there is one; null when it is gone
 * @param heldBack why the published day stays, or null
 * @param facts what other outputs need to know of the day, encoded; of a day that is held back, of its last good revision; or null
 */
record DayOutcome(ClusterDay.Standing standing, DayMark mark, String fingerprint, HeldBack heldBack, byte[] facts) {

    /** Computes the rows of a day whose files and reference data are complete. */
    interface Computation {

        /** The day. */
        CompleteDay day();

        /** The computation of the day, of which something is held back, by the last good revision of that; empty when there is none. */
        Optional<? extends Computation> lastGood();

        /** Why the day cannot be computed although its own files are there; empty when it can. */
        Optional<HeldBack> problem();

        /** Identifies what the day is computed from. */
        String fingerprint();

        /** Identifies what a day without files is made from. */
        String fingerprintOfNothing();

        /** When the newest file of other sources that the day is computed from was modified, in milliseconds since 1970-01-01 UTC; 0 when there is none. */
        long newestFileOfOthers();

        /**
         * Writes the rows.
         *
         * @param files the ones that count
         * @return what other outputs need to know of the day, encoded, or null
         */
        byte[] write(List<Contribution> files, DayWriter writer);
    }

    /**
     * Does what the day's plan asks for.
     *
     * @param rows takes the rows of a day that is computed and published
     */
    static DayOutcome of(CompleteDay day, Computation computation, Consumer<PublishInput> rows) {
        Purpose purpose = day.outputPlan().purpose();
        Optional<HeldBack> problem = purpose == Purpose.FORGET ? Optional.empty() : day.problem();
        if (problem.isPresent()) {
            return heldBack(day, problem.get(), computation, rows);
        }
        return switch (purpose) {
            case FORGET -> new DayOutcome(ClusterDay.Standing.GONE, null, null, null, null);
            case COMPUTE, SUPPLY -> day.exists() ? computed(day, computation, rows) : new DayOutcome(ClusterDay.Standing.GONE, null, null, null, null);
            case KEEP -> asPublished(day);
            case EMPTY -> empty(day, computation.fingerprintOfNothing());
        };
    }

    private static DayOutcome computed(CompleteDay day, Computation computation, Consumer<PublishInput> rows) {
        Optional<HeldBack> problem = computation.problem();
        if (problem.isPresent()) {
            return heldBack(day, problem.get(), computation, rows);
        }
        boolean published = day.outputPlan().purpose() == Purpose.COMPUTE;
        DayWriter writer = new DayWriter(day.period(), day.revision(), published ? rows : ignored -> {});
        CountedFiles counted = day.counted();
        byte[] facts;
        try {
            facts = computation.write(counted.contributions(), writer);
        } catch (HeldBackException refused) {
            return heldBack(day, refused.heldBack(), null);
        }
        String checksum = writer.finish();
        String fingerprint = computation.fingerprint();
        DayMark mark = DayMark.of(
                        day.period(), day.revision(), new Content(fingerprint, checksum, writer.rows()), basis(day, computation.newestFileOfOthers()))
                .with(counted.overlap())
                .rebuilding(day.plan().rebuild())
                .ofCluster(day.plan().source().clusterId());
        return new DayOutcome(ClusterDay.Standing.COMPUTED, published ? mark : null, fingerprint, null, facts);
    }

    /** A day that is to be compared with the tables is held back with the rows of its last good revision: another program may have deleted them. */
    private static DayOutcome heldBack(CompleteDay day, HeldBack reason, Computation computation, Consumer<PublishInput> rows) {
        Optional<? extends Computation> good = computation.lastGood().filter(last -> last.problem().isEmpty());
        if (good.isEmpty()) {
            return heldBack(day, reason, null);
        }
        boolean compared = day.plan().rebuild() && day.outputPlan().purpose() != Purpose.SUPPLY;
        DayWriter writer = new DayWriter(day.period(), day.revision(), compared ? rows : ignored -> {});
        CompleteDay last = good.get().day();
        byte[] facts;
        try {
            facts = good.get().write(last.counted().contributions(), writer);
        } catch (HeldBackException refused) {
            return heldBack(day, reason, null);
        }
        String checksum = writer.finish();
        String fingerprint = good.get().fingerprint();
        LastGood rowsOfLast = compared
                ? new LastGood(new Content(fingerprint, checksum, writer.rows()), basis(last, good.get().newestFileOfOthers()))
                : null;
        DayOutcome outcome = heldBack(day, reason, rowsOfLast);
        return new DayOutcome(outcome.standing(), outcome.mark(), fingerprint, reason, facts);
    }

    private static DayOutcome heldBack(CompleteDay day, HeldBack reason, LastGood lastGood) {
        DayMark mark = DayMark.heldBack(day.period(), day.revision(), basis(day, 0), reason)
                .with(lastGood)
                .rebuilding(day.plan().rebuild())
                .ofCluster(day.plan().source().clusterId());
        return new DayOutcome(ClusterDay.Standing.HELD_BACK, day.outputPlan().purpose() == Purpose.SUPPLY ? null : mark, null, reason, null);
    }

    private static DayOutcome asPublished(CompleteDay day) {
        OutputPlan plan = day.outputPlan();
        DayMark mark = mark(day, plan.published().fingerprint(), plan.published().checksum(), 0);
        return new DayOutcome(ClusterDay.Standing.AS_PUBLISHED, mark, plan.published().fingerprint(), null, null);
    }

    private static DayOutcome empty(CompleteDay day, String fingerprint) {
        return new DayOutcome(ClusterDay.Standing.GONE, mark(day, fingerprint, RowChecksum.OF_NOTHING, 0), fingerprint, null, null);
    }

    private static DayMark mark(CompleteDay day, String fingerprint, String checksum, long rows) {
        return DayMark.of(day.period(), day.revision(), new Content(fingerprint, checksum, rows), basis(day, 0))
                .rebuilding(day.plan().rebuild())
                .ofCluster(day.plan().source().clusterId());
    }

    private static Basis basis(CompleteDay day, long newestFileOfOthers) {
        return new Basis(day.plan().revision(), day.files().size(), day.rowsRead(), Math.max(day.newestFile(), newestFileOfOthers),
                day.reference() == null ? 0 : day.reference().revision());
    }
}
