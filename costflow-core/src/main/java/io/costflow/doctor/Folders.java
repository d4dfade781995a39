package io.costflow.doctor;

import java.io.IOException;
import java.util.List;

/** What lies in the folders of a lake. */
interface Folders {

    /**
     * One thing in a folder.
     *
     * @param path where it is, without a slash at its end
     * @param isFolder whether it is a folder
     * @param size of a file, in bytes
     */
    record Entry(String path, boolean isFolder, long size) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** The contents of a folder; nothing if there is no such folder. */
    List<Entry> list(String folder) throws IOException;
}
