package io.costflow.testbed;

/** Receives the requests of an object store's clients when they are answered, from several threads at a time. */
@FunctionalInterface
public interface RequestListener {

    /** The requests that read. */
    enum Kind {
        /** The objects below a prefix, or a page of them. */
        LIST,
        /** The contents of an object, or a part of them. */
        GET,
        /** Whether an object is there, and its size. */
        HEAD
    }

    /**
     * A request was answered.
     *
     * @param key the object's key; of a listing, the prefix
     */
    void answered(Kind kind, String key);
}
