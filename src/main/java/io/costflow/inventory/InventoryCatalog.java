package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.reference.ReferenceSnapshot;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Where the enumerator looks things up: the lake and the database. */
interface InventoryCatalog extends Serializable {

    /**
     * What is there at one instant.
     *
     * @param listing all files of the window
     * @param published what was published of it
     * @param references the reference data of each tenant
     */
    record Look(Listing listing, PublishedDays published, Map<String, ReferenceSnapshot> references) {}

    /** Looks at everything. Sources are looked up, months of the window listed, and the tables read. */
    Look look() throws IOException, InterruptedException;

    /** Lists one month again. */
    List<LakeFile> list(SourceMonth month) throws IOException, InterruptedException;
}
