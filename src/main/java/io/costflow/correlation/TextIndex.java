package io.costflow.correlation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds which of many texts occur in another text, or end it, in one pass over it (the automaton of Aho and Corasick): the time does not grow with the number
 * of texts. The empty text is never found.
 */
final class TextIndex {

    private static final int ROOT = 0;
    private static final int NONE = -1;

    private final Map<Long, Integer> next = new HashMap<>();
    private final List<String> ends = new ArrayList<>();
    private final List<Integer> fallback = new ArrayList<>();
    /** The nearest state on the way of fallbacks at which a text ends. */
    private final List<Integer> shorter = new ArrayList<>();

    TextIndex(Collection<String> texts) {
        newState();
        Map<Integer, List<Character>> characters = new HashMap<>();
        for (String text : texts) {
            int state = ROOT;
            for (int i = 0; i < text.length(); i++) {
                Integer following = next.get(edge(state, text.charAt(i)));
                if (following == null) {
                    following = newState();
                    next.put(edge(state, text.charAt(i)), following);
                    characters.computeIfAbsent(state, s -> new ArrayList<>()).add(text.charAt(i));
                }
                state = following;
            }
            if (state != ROOT) {
                ends.set(state, text);
            }
        }
        linkFallbacks(characters);
    }

    private void linkFallbacks(Map<Integer, List<Character>> characters) {
        Deque<Integer> states = new ArrayDeque<>(List.of(ROOT));
        while (!states.isEmpty()) {
            int state = states.poll();
            for (char character : characters.getOrDefault(state, Collections.emptyList())) {
                int following = next.get(edge(state, character));
                int target = state == ROOT ? ROOT : step(fallback.get(state), character);
                fallback.set(following, target);
                shorter.set(following, ends.get(target) != null ? (Integer) target : shorter.get(target));
                states.add(following);
            }
        }
    }

    /** The texts that occur in the given one, in no particular order. */
    Set<String> foundIn(String text) {
        Set<String> found = new LinkedHashSet<>();
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
            for (int at = ends.get(state) != null ? state : shorter.get(state); at != NONE; at = shorter.get(at)) {
                found.add(ends.get(at));
            }
        }
        return found;
    }

    /** Whether the given text ends with one of the texts. */
    boolean anyEnds(String text) {
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, text.charAt(i));
        }
        return ends.get(state) != null || shorter.get(state) != NONE;
    }

    private int step(int state, char character) {
        int from = state;
        while (true) {
            Integer following = next.get(edge(from, character));
            if (following != null) {
                return following;
            }
            if (from == ROOT) {
                return ROOT;
            }
            from = fallback.get(from);
        }
    }

    private int newState() {
        ends.add(null);
        fallback.add(ROOT);
        shorter.add(NONE);
        return ends.size() - 1;
    }

    private static long edge(int state, char character) {
        return (long) state << Character.SIZE | character;
    }
}
