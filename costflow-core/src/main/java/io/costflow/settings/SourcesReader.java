package io.costflow.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads and checks the list of sources. */
final class SourcesReader {

    private final Path file;
    private final List<String> problems;
    private final List<SourceType> types;

    SourcesReader(Path file, List<String> problems, List<SourceType> types) {
        this.file = file;
        this.problems = problems;
        this.types = types;
    }

    /** A source's valid values by key, its number from 1 and its line. */
    private record Element(int number, int line, Map<String, String> values) {

        String get(Option<String> option) {
            return values.get(option.key());
        }

        String uuid(Option<String> option) {
            return get(option) == null ? null : get(option).toLowerCase(Locale.ROOT);
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
        Optional<SourceType> type = type(element);
        for (Option<?> option : SourceOptions.ALL) {
            boolean needed = option.required() || option == SourceOptions.CLUSTER_ID && type.filter(known -> !known.cloud()).isPresent();
            if (needed && !mapping.entries().containsKey(option.key())) {
                problems.add(name(element, option.key(), element.line()) + " is missing: add " + (option == SourceOptions.TYPE ? knownTypes() : option.form().expected()) + ".");
            }
        }
        if (type.isPresent()) {
            check(element, type.get());
        } else if (element.get(SourceOptions.TYPE) != null) {
            problems.add(name(element, "type", element.line()) + " is '" + element.get(SourceOptions.TYPE) + "', but must be " + knownTypes() + ".");
        }
        return element;
    }

    private String knownTypes() {
        return types.stream().map(SourceType::name).collect(Collectors.joining(" or "));
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
        YamlNode value = form == Form.OUTPUTS ? YamlNode.joined(node).<YamlNode>map(text -> new YamlNode.Scalar(text, node.line())).orElse(node) : node;
        if (!(value instanceof YamlNode.Scalar scalar) || scalar.text() == null || scalar.text().isEmpty()) {
            problems.add(name + " must be " + form.expected() + "; give one value or remove the key.");
        } else if (!form.accepts(scalar.text())) {
            problems.add(name + " is '" + scalar.text() + "', but must be " + form.expected() + ".");
        } else {
            element.values().put(key, scalar.text());
        }
    }

    private Optional<SourceType> type(Element element) {
        return types.stream().filter(type -> type.name().equals(element.get(SourceOptions.TYPE))).findFirst();
    }

    /** Refuses keys of other kinds of sources, and outputs that there are not. */
    private void check(Element element, SourceType type) {
        types.stream().flatMap(owner -> owner.keys().stream()).distinct().forEach(key -> {
            if (element.values().containsKey(key) && !type.keys().contains(key)) {
                String owners = types.stream().filter(owner -> owner.keys().contains(key)).map(SourceType::name).collect(Collectors.joining(" or "));
                problems.add(name(element, key, element.line()) + " belongs to " + owners + " sources, but this one is " + type.name() + "; remove it.");
            }
        });
        if (element.get(SourceOptions.OUTPUTS) != null) {
            OutputNames.unknown(OutputSelection.parse(element.get(SourceOptions.OUTPUTS)), List.of(type))
                    .ifPresent(unknown -> problems.add(name(element, "outputs", element.line()) + " " + unknown));
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
            if (infrastructure != null && (seen.get(infrastructure) == null || type(seen.get(infrastructure)).filter(SourceType::cloud).isEmpty())) {
                problems.add(name(element, "infrastructure", element.line()) + " is " + infrastructure
                        + ", but no cloud source of the list has this uuid; add that source.");
            }
        }
    }

    private static SourceSettings source(Element element) {
        String clusterId = element.get(SourceOptions.CLUSTER_ID);
        String alias = element.get(SourceOptions.CLUSTER_ALIAS);
        String markup = element.get(SourceOptions.MARKUP);
        String unattributedStorage = element.get(SourceOptions.UNATTRIBUTED_STORAGE);
        String outputs = element.get(SourceOptions.OUTPUTS);
        return new SourceSettings(
                element.get(SourceOptions.TENANT), element.get(SourceOptions.TYPE), element.uuid(SourceOptions.UUID), clusterId,
                alias == null ? clusterId : alias, element.uuid(SourceOptions.INFRASTRUCTURE), element.get(SourceOptions.DISTRIBUTION),
                markup == null ? null : new BigDecimal(markup), unattributedStorage == null ? null : Boolean.valueOf(unattributedStorage),
                outputs == null ? null : OutputSelection.parse(outputs));
    }

    private String name(Element element, String key, int line) {
        return "sources[" + element.number() + "]." + key + " (" + file + ", line " + line + ")";
    }
}
