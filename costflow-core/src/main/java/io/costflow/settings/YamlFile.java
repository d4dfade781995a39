package io.costflow.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads a YAML file into {@link YamlNode}s. What is wrong is reported by line only: the parser's own messages quote the text around the mistake, which may be a
 * password.
 */
final class YamlFile {

    private static final Pattern TAB = Pattern.compile(" *\t");

    private final Path file;
    private final List<String> problems;

    private YamlFile(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The mapping at the top of the file; an empty one when the file is empty or cannot be read, which is then among the problems. */
    static YamlNode.Mapping read(Path file, List<String> problems) {
        return new YamlFile(file, problems).read();
    }

    private YamlNode.Mapping read() {
        YamlNode.Mapping nothing = new YamlNode.Mapping(Map.of(), 1);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            problems.add("The configuration " + file + " cannot be read; name an existing, readable YAML file with --config.");
            return nothing;
        }
        try (YAMLParser parser = new YAMLFactory().createParser(file.toFile())) {
            if (parser.nextToken() == null) {
                return nothing;
            }
            YamlNode top = node(parser);
            if (parser.nextToken() != null) {
                problems.add(file + ", line " + line(parser) + ": a second document begins here; keep only one.");
            }
            if (top instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            problems.add(file + ", line " + top.line() + ": the configuration must consist of keys and values, such as 'lake:' and 'root: ...' below it.");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            problems.add(tab().map(line -> file + ", line " + line + ": a tab indents this line; YAML is indented by blanks.").orElse(file + where + ": this is not YAML; check the indentation, and put values with special characters in quotes."));
        } catch (IOException e) {
            problems.add("The configuration " + file + " cannot be read as UTF-8 text; name an existing, readable YAML file with --config.");
        }
        return nothing;
    }

    /** The first line that a tab indents. */
    private Optional<Integer> tab() {
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.rangeClosed(1, lines.size()).filter(line -> TAB.matcher(lines.get(line - 1)).lookingAt()).boxed().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private YamlNode node(YAMLParser parser) throws IOException {
        int line = line(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return mapping(parser, line);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<YamlNode> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(node(parser));
            }
            return new YamlNode.Sequence(elements, line);
        }
        if (parser.isCurrentAlias()) {
            problems.add(file + ", line " + line + ": references (*name) are not supported; write the value again, or put it in quotes if it begins with a"
                    + " star.");
        }
        return new YamlNode.Scalar(parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText(), line);
    }

    private YamlNode.Mapping mapping(YAMLParser parser, int line) throws IOException {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line(parser);
            parser.nextToken();
            if (entries.put(key, node(parser)) != null) {
                problems.add(file + ", line " + keyLine + ": " + Options.withoutValue(key) + " is there twice; keep one of the two.");
            }
        }
        return new YamlNode.Mapping(entries, line);
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
