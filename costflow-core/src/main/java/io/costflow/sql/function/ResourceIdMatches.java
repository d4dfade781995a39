package io.costflow.sql.function;

import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code resource_id_matches(resource_id, suffix)}: whether a cloud's resource id ends with the id that a cluster knows, as bills are matched to nodes and
 * disks (OpenShift on AWS, E.3). Case matters; an empty id matches nothing.
 */
public final class ResourceIdMatches extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** Whether it does; null when one of both is. */
    public Boolean eval(@DataTypeHint("STRING") StringData resourceId, @DataTypeHint("STRING") StringData suffix) {
        if (resourceId == null || suffix == null) {
            return null;
        }
        BinaryStringData end = (BinaryStringData) suffix;
        return end.getSizeInBytes() > 0 && ((BinaryStringData) resourceId).endsWith(end);
    }
}
