package io.costflow.settings;

import io.costflow.settings.SourceSettings.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and checks the list of sources. */
final class SourcesReader {

    private final Path file;
    private final List<String> problems;

    SourcesReader(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** A source's valid values by key, its number from 1 and its line. */
    private record Element(int number, int line, Map<String, String> values) {

        String get(Option<String> option) {
            return values.get(option.key());
        }

        String uuid(Option<String> option) {
            return get(option) == null ? null : get(option).toLowerCase(Locale.ROOT);
        }

        boolean is(Type type) {
            return type.name().equals(get(SourceOptions.TYPE));
        }
    }

    /** The sources; an empty list when the file names none, which means that they are discovered. */
    List<SourceSettings> read(YamlNode node) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Sequence sequence) || sequence.elements().isEmpty()) {
            problems.add("sources (" + file + ", line " + node.line() + ") must list at least one source; without the key they are discovered in koku's"
                    + " tables.");
            return List.of();
        }
        int before = problems.size();
        List<Element> elements = new ArrayList<>();
        for (YamlNode element : sequence.elements()) {
            elements.add(element(elements.size() + 1, element));
        }
        checkTogether(elements);
        return problems.size() > before ? List.of() : elements.stream().map(SourcesReader::source).toList();
    }

    private Element element(int number, YamlNode node) {
        Element element = new Element(number, node.line(), new HashMap<>());
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add("sources[" + number + "] (" + file + ", line " + node.line() + ") must have the keys of a source, such as tenant, type and uuid.");
            return element;
        }
        mapping.entries().forEach((key, value) -> add(element, key, value));
        for (Option<?> option : SourceOptions.ALL) {
            boolean needed = option.required() || option == SourceOptions.CLUSTER_ID && element.is(Type.OCP);
            if (needed && !mapping.entries().containsKey(option.key())) {
                problems.add(name(element, option.key(), element.line()) + " is missing: add " + option.form().expected() + ".");
            }
        }
        refuseKeysOf(Type.AWS, SourceOptions.AWS_ONLY, element, Type.OCP);
        refuseKeysOf(Type.OCP, SourceOptions.OCP_ONLY, element, Type.AWS);
        return element;
    }

    private void add(Element element, String key, YamlNode node) {
        String name = name(element, Options.withoutValue(key), node.line());
        List<String> known = SourceOptions.ALL.stream().<String>map(Option::key).toList();
        if (!known.contains(key)) {
            String hint = Options.closest(key, known).map(close -> "did you mean " + close + "?")
                    .orElse("a source has the keys " + String.join(", ", known) + ".");
            problems.add(name + " is not a known key; " + hint);
            return;
        }
        Form form = SourceOptions.ALL.get(known.indexOf(key)).form();
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.text() == null || scalar.text().isEmpty()) {
            problems.add(name + " must be " + form.expected() + "; give one value or remove the key.");
        } else if (!form.accepts(scalar.text())) {
            problems.add(name + " is '" + scalar.text() + "', but must be " + form.expected() + ".");
        } else {
            element.values().put(key, scalar.text());
        }
    }

    private void refuseKeysOf(Type owner, List<Option<?>> options, Element element, Type type) {
        for (Option<?> option : options) {
            if (element.is(type) && element.values().containsKey(option.key())) {
                problems.add(name(element, option.key(), element.line()) + " belongs to " + owner + " sources, but this one is " + type + "; remove it.");
            }
        }
    }

    private void checkTogether(List<Element> elements) {
        Map<String, Element> seen = new HashMap<>();
        for (Element element : elements) {
            String uuid = element.uuid(SourceOptions.UUID);
            Element earlier = uuid == null ? null : seen.putIfAbsent(uuid, element);
            if (earlier != null) {
                problems.add(name(element, "uuid", element.line()) + " is the one of sources[" + earlier.number() + "] too; name each source once.");
            }
        }
        for (Element element : elements) {
            String infrastructure = element.uuid(SourceOptions.INFRASTRUCTURE);
            if (infrastructure != null && (seen.get(infrastructure) == null || !seen.get(infrastructure).is(Type.AWS))) {
                problems.add(name(element, "infrastructure", element.line()) + " is " + infrastructure
                        + ", but no AWS source of the list has this uuid; add that source.");
            }
        }
    }

    private static SourceSettings source(Element element) {
        String clusterId = element.get(SourceOptions.CLUSTER_ID);
        String alias = element.get(SourceOptions.CLUSTER_ALIAS);
        String markup = element.get(SourceOptions.MARKUP);
        return new SourceSettings(
                element.get(SourceOptions.TENANT), Type.valueOf(element.get(SourceOptions.TYPE)), element.uuid(SourceOptions.UUID), clusterId,
                alias == null ? clusterId : alias, element.uuid(SourceOptions.INFRASTRUCTURE), element.get(SourceOptions.DISTRIBUTION),
                markup == null ? null : new BigDecimal(markup));
    }

    private String name(Element element, String key, int line) {
        return "sources[" + element.number() + "]." + key + " (" + file + ", line " + line + ")";
    }
}
