package io.costflow.provider.cloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds which of many texts occur in another text, or end it, in one pass over it (the automaton of Aho and Corasick): the time does not grow with the number
 * of texts. The empty text is never found.
 */
public final class TextIndex {

    private static final int ROOT = 0;
    private static final int NONE = EdgeMap.NONE;

    private final EdgeMap next = new EdgeMap();
    /** The text that ends at a state, or null. */
    private final List<String> ends = new ArrayList<>();
    private final int[] fallback;
    /** The nearest state on the way of fallbacks at which a text ends. */
    private final int[] shorter;

    public TextIndex(Collection<String> texts) {
        Tree tree = new Tree(1 + texts.stream().mapToInt(String::length).sum());
        ends.add(null);
        for (String text : texts) {
            int state = ROOT;
            for (int i = 0; i < text.length(); i++) {
                int following = next.target(state, text.charAt(i));
                if (following == NONE) {
                    following = ends.size();
                    ends.add(null);
                    next.add(state, text.charAt(i), following);
                    tree.add(state, text.charAt(i), following);
                }
                state = following;
            }
            if (state != ROOT) {
                ends.set(state, text);
            }
        }
        fallback = new int[ends.size()];
        shorter = new int[ends.size()];
        linkFallbacks(tree);
    }

    /** The states that follow each state, needed only to link fallbacks. */
    private static final class Tree {
        private final int[] firstChild;
        private final int[] nextSibling;
        private final char[] character;

        Tree(int mostStates) {
            firstChild = new int[mostStates];
            nextSibling = new int[mostStates];
            character = new char[mostStates];
            Arrays.fill(firstChild, NONE);
        }

        void add(int parent, char by, int child) {
            nextSibling[child] = firstChild[parent];
            firstChild[parent] = child;
            character[child] = by;
        }
    }

    /** State by state in the order of their depths, since each needs the fallbacks of those nearer to the root. */
    private void linkFallbacks(Tree tree) {
        shorter[ROOT] = NONE;
        int[] states = new int[ends.size()];
        int known = 1;
        for (int done = 0; done < known; done++) {
            int state = states[done];
            for (int child = tree.firstChild[state]; child != NONE; child = tree.nextSibling[child]) {
                int target = state == ROOT ? ROOT : step(fallback[state], tree.character[child]);
                fallback[child] = target;
                shorter[child] = ends.get(target) != null ? target : shorter[target];
                states[known++] = child;
            }
        }
    }

    /** The texts that occur in the given one, in no particular order. */
    public Set<String> foundIn(String text) {
        Set<String> found = new LinkedHashSet<>();
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
            for (int at = ends.get(state) != null ? state : shorter[state]; at != NONE; at = shorter[at]) {
                found.add(ends.get(at));
            }
        }
        return found;
    }

    /** Whether one of the texts occurs in the given one. */
    public boolean anyIn(String text) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
            if (ends.get(state) != null || shorter[state] != NONE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the given text ends with one of the texts. */
    public boolean anyEnds(String text) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
        }
        return ends.get(state) != null || shorter[state] != NONE;
    }

    private int step(int state, char character) {
        int from = state;
        while (true) {
            int following = next.target(from, character);
            if (following != NONE) {
                return following;
            }
            if (from == ROOT) {
                return ROOT;
            }
            from = fallback[from];
        }
    }
}
