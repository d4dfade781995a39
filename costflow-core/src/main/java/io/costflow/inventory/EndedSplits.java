package io.costflow.inventory;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader reports to the enumerator how splits ended, and asks for more.
 *
 * @param outcomes how they ended, in their order
 * @param requested how many splits more the reader can take
 */
record EndedSplits(List<FileOutcome> outcomes, int requested) implements SourceEvent {

    private static final long serialVersionUID = 1L;
}
