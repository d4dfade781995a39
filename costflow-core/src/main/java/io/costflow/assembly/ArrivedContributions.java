package io.costflow.assembly;

import io.costflow.assembly.DueOutput.Files;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.provider.Layouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the files of a day contributed, in keyed state. The line items lie apart from the rest, so that asking whether all is there does not deserialize them.
 */
final class ArrivedContributions {

    /** What each file contributed, but for its line items, by path. */
    static final MapStateDescriptor<String, Contribution> CONTRIBUTIONS =
            new MapStateDescriptor<>("contributions", Types.STRING, TypeInformation.of(Contribution.class));

    /** The encoded line items of each contribution that has some, by path. */
    private static final MapStateDescriptor<String, byte[]> BODIES =
            new MapStateDescriptor<>("contribution-bodies", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final MapState<String, Contribution> contributions;
    private final MapState<String, byte[]> bodies;
    private final Layouts layouts;
    private final HeldContributions held;

    /**
     * @param layouts how files are combined now; contributions that were combined otherwise cannot be used
     * @param held counts what is added and dropped
     */
    ArrivedContributions(RuntimeContext context, Layouts layouts, HeldContributions held) {
        this.contributions = context.getMapState(CONTRIBUTIONS);
        this.bodies = context.getMapState(BODIES);
        this.layouts = layouts;
        this.held = held;
    }

    /** Takes what is dropped. */
    interface Dropped {

        /** Takes nothing. */
        Dropped NOTHING = new Dropped() {
            @Override
            public boolean wants(LakeFile file) {
                return false;
            }

            @Override
            public void accept(Contribution contribution) {
                throw new IllegalStateException("Nothing is wanted.");
            }
        };

        /** Whether the contribution of a file is wanted. The line items of others are not read from state. */
        boolean wants(LakeFile file) throws Exception;

        /** Takes a contribution that is wanted, with its line items. */
        void accept(Contribution contribution) throws Exception;
    }

    /** Whether adding a contribution replaces what another version of its file contributed. */
    boolean replacesAnotherVersion(Contribution contribution) throws Exception {
        return replacesAnotherVersion(contributions.get(contribution.file().path()), contribution);
    }

    private static boolean replacesAnotherVersion(Contribution known, Contribution contribution) {
        return known != null && known.plannedRevision() <= contribution.plannedRevision() && !known.file().equals(contribution.file());
    }

    /** Takes a contribution, unless one that a newer plan asked for, which may be of another version of the file, is there already. */
    void add(Contribution contribution, Dropped dropped) throws Exception {
        String path = contribution.file().path();
        Contribution known = contributions.get(path);
        if (replacesAnotherVersion(known, contribution)) {
            handOver(known, dropped);
        }
        if (known != null && known.plannedRevision() > contribution.plannedRevision()) {
            return;
        }
        contributions.put(path, with(contribution, null));
        held.replace(known, contribution);
        if (contribution.body() == null) {
            bodies.remove(path);
        } else {
            bodies.put(path, contribution.body());
        }
    }

    /** How far the contributions of some files have arrived. Contributions that were combined otherwise have not: they are read again. */
    Files of(List<LakeFile> wanted) throws Exception {
        Files files = Files.READ;
        for (LakeFile file : wanted) {
            Contribution contribution = contributions.get(file.path());
            if (!isOf(file, contribution)) {
                return Files.MISSING;
            }
            files = contribution.problem() == null ? files : Files.UNREADABLE;
        }
        return files;
    }

    /** Those of some files that have not contributed. */
    List<LakeFile> missing(List<LakeFile> wanted) throws Exception {
        List<LakeFile> missing = new ArrayList<>();
        for (LakeFile file : wanted) {
            if (!isOf(file, contributions.get(file.path()))) {
                missing.add(file);
            }
        }
        return missing;
    }

    /** The contributions of files, all of which have arrived, in their order. */
    List<Contribution> all(List<LakeFile> wanted) throws Exception {
        List<Contribution> all = new ArrayList<>();
        for (LakeFile file : wanted) {
            all.add(with(contributions.get(file.path()), bodies.get(file.path())));
        }
        return all;
    }

    /** Whether nothing has arrived. */
    boolean isEmpty() throws Exception {
        return contributions.isEmpty();
    }

    /** Drops contributions that a plan, or an older one, asked for and that the plan does not name any more. */
    void keepOnly(DayPlan plan, Dropped dropped) throws Exception {
        drop(contribution -> contribution.plannedRevision() <= plan.revision() && !plan.files().contains(contribution.file()), dropped);
    }

    /** Drops what plans up to a revision asked for. What a newer plan asked for may be here before that plan is. */
    void dropUpTo(long revision) throws Exception {
        drop(contribution -> contribution.plannedRevision() <= revision, Dropped.NOTHING);
    }

    private void drop(Predicate<Contribution> unwanted, Dropped dropped) throws Exception {
        List<Contribution> those = new ArrayList<>();
        for (Contribution contribution : contributions.values()) {
            if (unwanted.test(contribution)) {
                those.add(contribution);
            }
        }
        for (Contribution contribution : those) {
            handOver(contribution, dropped);
            contributions.remove(contribution.file().path());
            bodies.remove(contribution.file().path());
            held.replace(contribution, null);
        }
    }

    private void handOver(Contribution contribution, Dropped dropped) throws Exception {
        if (dropped.wants(contribution.file())) {
            dropped.accept(with(contribution, bodies.get(contribution.file().path())));
        }
    }

    /** Whether this is what a file contributes, as files are combined now. */
    boolean isOf(LakeFile file, Contribution contribution) {
        return contribution != null && contribution.file().equals(file) && contribution.combinerVersion() == layouts.version(file.report());
    }

    private static Contribution with(Contribution c, byte[] body) {
        return new Contribution(c.day(), c.plannedRevision(), c.file(), c.combinerVersion(), c.belongs(), c.rows(), body, c.problem(), c.size());
    }
}
