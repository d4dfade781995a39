package io.costflow.job;

import io.costflow.settings.LakeSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Where the files of a lake lie. As on S3, a file is there whole or not at all. */
interface LakeStore {

    /** How a job finds the lake. */
    LakeSettings settings();

    /** Puts a file in the place of a key, whatever was there before. The file given may be gone afterwards. */
    void put(Path file, String key) throws IOException;

    /** Takes the file of a key away. */
    void delete(String key) throws IOException;
}
