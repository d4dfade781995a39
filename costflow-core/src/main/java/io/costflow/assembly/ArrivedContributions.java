package io.costflow.assembly;

import io.costflow.assembly.DuePlan.Files;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
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
    private final CombinerVersions versions;
    private final HeldContributions held;

    /**
     * @param versions tells which contributions can be used
     * @param held is told what is added and dropped
     */
    ArrivedContributions(RuntimeContext context, CombinerVersions versions, HeldContributions held) {
        this.contributions = context.getMapState(CONTRIBUTIONS);
        this.bodies = context.getMapState(BODIES);
        this.versions = versions;
        this.held = held;
    }

    /** Takes a contribution, unless one that a newer plan asked for, which may be of another version of the file, is there already. */
    void add(Contribution contribution) throws Exception {
        String path = contribution.file().path();
        Contribution known = contributions.get(path);
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

    /** What has arrived of the files of a plan. What another version of the combiner made has not: it is read again. */
    Files of(DayPlan plan) throws Exception {
        Files files = Files.READ;
        for (LakeFile file : plan.files()) {
            Contribution contribution = contributions.get(file.path());
            if (!isOf(file, contribution)) {
                return Files.MISSING;
            }
            files = contribution.problem() == null ? files : Files.UNREADABLE;
        }
        return files;
    }

    /** The files that have not contributed. */
    List<LakeFile> missing(DayPlan plan) throws Exception {
        List<LakeFile> missing = new ArrayList<>();
        for (LakeFile file : plan.files()) {
            if (!isOf(file, contributions.get(file.path()))) {
                missing.add(file);
            }
        }
        return missing;
    }

    /** The contributions of a plan's files, all of which have arrived, in the plan's order. */
    List<Contribution> all(DayPlan plan) throws Exception {
        List<Contribution> all = new ArrayList<>();
        for (LakeFile file : plan.files()) {
            all.add(with(contributions.get(file.path()), bodies.get(file.path())));
        }
        return all;
    }

    /** Whether nothing has arrived. */
    boolean isEmpty() throws Exception {
        return contributions.isEmpty();
    }

    /** Drops what a plan, or an older one, asked for and the plan does not name any more. */
    void keepOnly(DayPlan plan) throws Exception {
        drop(contribution -> contribution.plannedRevision() <= plan.revision() && !plan.files().contains(contribution.file()));
    }

    /** Drops what plans up to a revision asked for. What a newer plan asked for may be here before that plan is. */
    void dropUpTo(long revision) throws Exception {
        drop(contribution -> contribution.plannedRevision() <= revision);
    }

    private void drop(Predicate<Contribution> unwanted) throws Exception {
        List<Contribution> dropped = new ArrayList<>();
        for (Contribution contribution : contributions.values()) {
            if (unwanted.test(contribution)) {
                dropped.add(contribution);
            }
        }
        for (Contribution contribution : dropped) {
            contributions.remove(contribution.file().path());
            bodies.remove(contribution.file().path());
            held.replace(contribution, null);
        }
    }

    private boolean isOf(LakeFile file, Contribution contribution) {
        return contribution != null && contribution.file().equals(file) && contribution.combinerVersion() == versions.of(file.type());
    }

    private static Contribution with(Contribution c, byte[] body) {
        return new Contribution(c.day(), c.plannedRevision(), c.file(), c.combinerVersion(), c.belongs(), c.rows(), body, c.problem(), c.size());
    }
}
