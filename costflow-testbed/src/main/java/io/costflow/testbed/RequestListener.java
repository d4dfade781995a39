package io.costflow.testbed;

/** Is told what clients ask an object store for, when it is answered, by several threads at a time. */
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
