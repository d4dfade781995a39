package io.costflow.serve.statement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The forms that statements were seen in, by fingerprint. A statement of any other form is not recognised, however similar it is. */
public final class KnownForms {

    private static final String RESOURCE = "known-forms.txt";

    private final Map<String, StatementKind> kinds;

    private KnownForms(Map<String, StatementKind> kinds) {
        this.kinds = kinds;
    }

    /** The forms of koku's own statements. */
    public static KnownForms ofKoku() {
        try (InputStream in = KnownForms.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forms from lines of a fingerprint and a kind, blanks between them; a line that begins with {@code #} says something for readers. */
    static KnownForms parse(String text) {
        Map<String, StatementKind> kinds = new HashMap<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            String[] words = line.split("\\s+");
            kinds.put(words[0], StatementKind.of(words[1]).orElseThrow(() -> new IllegalArgumentException("There is no kind " + words[1] + ".")));
        });
        return new KnownForms(kinds);
    }

    /** These forms and one more. */
    public KnownForms with(String fingerprint, StatementKind kind) {
        Map<String, StatementKind> more = new HashMap<>(kinds);
        more.put(fingerprint, kind);
        return new KnownForms(more);
    }

    /** The kind of a form. */
    public Optional<StatementKind> kind(String fingerprint) {
        return Optional.ofNullable(kinds.get(fingerprint));
    }
}
