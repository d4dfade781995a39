package io.costflow.bench;

import io.costflow.testbed.RequestListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Recognizes the polls of a lake by an object store's requests. A poll lists every prefix, and the next one begins after it: so a poll has ended when every
 * prefix was listed once more. The prefixes of a month that were listed apart, because a change has settled there, are listed again by the poll that follows;
 * if they are its very last ones, its end is taken to be before them.
 */
final class LookLog implements RequestListener {
    private static final double NANOS = 1e9;

    /**
     * A poll.
     *
     * @param seconds from its first listing's end to its last one's
     * @param lists how many listings were asked for
     */
    record Look(double seconds, int lists) {}

    private final int prefixes;
    private final Set<String> listed = new HashSet<>();
    private final List<Look> looks = new ArrayList<>();
    private final Set<String> objects = new HashSet<>();
    private int objectRequests;
    private int lists;
    private int listsApart;
    private int listsInAll;
    private double last;
    private long begun;
    private String awaited;
    private boolean found;
    private CompletableFuture<Long> ended = new CompletableFuture<>();

    /** @param prefixes how many prefixes a poll lists */
    LookLog(int prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    public synchronized void answered(Kind kind, String key) {
        switch (kind) {
            case LIST -> {
                listsInAll++;
                listed(key);
            }
            case GET, HEAD -> {
                objectRequests++;
                objects.add(key);
            }
        }
    }

    private void listed(String prefix) {
        long now = System.nanoTime();
        begun = listed.isEmpty() ? now : begun;
        if (!listed.add(prefix)) {
            String month = prefix.substring(prefix.indexOf("source="));
            int before = listed.size();
            listed.removeIf(other -> other.endsWith(month));
            listsApart += before - listed.size();
            lists -= before - listed.size();
            listed.add(prefix);
        }
        lists++;
        found |= prefix.equals(awaited);
        if (listed.size() == prefixes) {
            Look look = new Look((now - begun) / NANOS, lists);
            looks.add(look);
            last = look.seconds();
            listed.clear();
            lists = 0;
            if (found) {
                ended.complete(now);
                awaited = null;
                found = false;
            }
        }
    }

    /** When the next poll has ended that lists a prefix from now on, by {@link System#nanoTime}. */
    synchronized CompletableFuture<Long> endOfLookAt(String prefix) {
        awaited = prefix;
        found = false;
        ended = new CompletableFuture<>();
        return ended;
    }

    /** Another process polls from now on: what is left of an interrupted poll is no part of the next one. */
    synchronized void begin() {
        listed.clear();
        lists = 0;
    }

    /** Starts counting from zero. */
    synchronized void forget() {
        looks.clear();
        objects.clear();
        objectRequests = 0;
        listsApart = 0;
        listsInAll = 0;
    }

    /** The polls that ended since it began to count. */
    synchronized List<Look> looks() {
        return List.copyOf(looks);
    }

    /** How many seconds the last poll took. */
    synchronized double last() {
        return last;
    }

    /** Listings besides those of polls, since it began to count. */
    synchronized int listsApart() {
        return listsApart;
    }

    /** Listings of polls and others, since it began to count. */
    synchronized int listsInAll() {
        return listsInAll;
    }

    /** Requests for objects, or whether they are there, since it began to count. */
    synchronized int objectRequests() {
        return objectRequests;
    }

    /** How many objects these were about. */
    synchronized int objects() {
        return objects.size();
    }
}
