package io.costflow.inventory;

import io.costflow.day.OutputPeriod;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsuredPeriods.Standing;
import io.costflow.settings.SourceMode;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where requests for days come from, and where their answers go. */
interface RequestDesk extends Serializable, AutoCloseable {

    /** A desk that nothing comes to. */
    RequestDesk NONE = new NoDesk();

    /**
     * What the tables say now.
     *
     * @param open the requests that are not answered, the oldest first
     * @param standings how the periods that were asked about stand
     * @param modes who writes what in the tenants of open requests: by tenant, source and output
     */
    record Poll(List<EnsureRequest> open, Map<OutputPeriod, Standing> standings, Map<String, Map<String, Map<String, SourceMode>>> modes) {

        /** Nothing is asked. */
        static final Poll NOTHING = new Poll(List.of(), Map.of(), Map.of());
    }

    /** Reads the open requests, and how periods stand. */
    Poll poll(Collection<OutputPeriod> periods) throws IOException;

    /** How periods stand. */
    Map<OutputPeriod, Standing> standings(Collection<OutputPeriod> periods) throws IOException;

    /** Of some periods the ones of which the tables hold as many rows as were written. */
    Set<OutputPeriod> complete(Collection<OutputPeriod> periods) throws IOException;

    /** Of some periods the ones of which the first table of their output holds rows, of whatever writer. */
    Set<OutputPeriod> summarised(Collection<OutputPeriod> periods) throws IOException;

    /** Records that the days of a request are planned. */
    void begin(EnsureRequest request, long revision) throws IOException;

    /** Answers a request whose days are right, with the number of their rows. */
    void done(EnsureRequest request, String remark) throws IOException;

    /** Answers a request that cannot be fulfilled. */
    void failed(EnsureRequest request, String reason) throws IOException;

    @Override
    void close();

    /** A run that ends has no requests. */
    final class NoDesk implements RequestDesk {

        private static final long serialVersionUID = 1L;

        @Override
        public Poll poll(Collection<OutputPeriod> periods) {
            return Poll.NOTHING;
        }

        @Override
        public Map<OutputPeriod, Standing> standings(Collection<OutputPeriod> periods) {
            return Map.of();
        }

        @Override
        public Set<OutputPeriod> complete(Collection<OutputPeriod> periods) {
            return Set.of();
        }

        @Override
        public Set<OutputPeriod> summarised(Collection<OutputPeriod> periods) {
            return Set.of();
        }

        @Override
        public void begin(EnsureRequest request, long revision) {}

        @Override
        public void done(EnsureRequest request, String remark) {}

        @Override
        public void failed(EnsureRequest request, String reason) {}

        @Override
        public void close() {}
    }
}
