package io.costflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Rejects phrases that have a plainer replacement, in comments and string literals of the main sources, and in README.md and the pages below docs. The list is
 * src/test/resources/words.tsv: phrase, tab, replacement.
 */
class WordsTest {

    private static final Path PROJECT = Checkout.path("");

    /** Comments, text blocks, characters, and strings together with those that are appended to them. */
    private static final Pattern TOKEN = Pattern.compile("""
            (?<prose>/\\*[\\s\\S]*?\\*/|//.*(?:\\n\\s*//.*)*|""\"[\\s\\S]*?""\"|STRING(?:\\s*\\+\\s*STRING)*)|'(?:\\\\.|[^'\\\\])[^']*'"""
            .replace("STRING", "\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\""));

    /** What may stand between two words of a phrase: also the end of a line, with what follows in a comment or between two strings. */
    private static final String GAP = "[\\s*/+\"]+";

    private record Phrase(String text, Pattern pattern, String replacement) {

        static Phrase parse(String line) {
            String[] cells = line.split("\t");
            String words = Stream.of(cells[0].split(" ")).map(Pattern::quote).collect(Collectors.joining(GAP));
            return new Phrase(cells[0], Pattern.compile("(?<![\\w-])" + words + "(?![\\w-])", Pattern.CASE_INSENSITIVE), cells[1]);
        }

        /** Adds where a part of a text has the phrase. */
        void find(String name, String whole, int start, String part, List<String> found) {
            Matcher place = pattern.matcher(part);
            while (place.find()) {
                long line = 1 + whole.substring(0, start + place.start()).chars().filter(c -> c == '\n').count();
                found.add(name + ":" + line + " says \"" + text + "\"; better: " + replacement);
            }
        }
    }

    @Test
    void sourcesAvoidTheListedPhrases() throws IOException {
        List<Path> sources = sources();
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            find(PROJECT.relativize(source).toString(), Files.readString(source), phrases(), found);
        }

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(found).as("phrases of words.tsv, with their replacements").isEmpty();
    }

    @Test
    void pagesAvoidTheListedPhrases() throws IOException {
        List<Path> pages = pages();
        List<String> found = new ArrayList<>();
        for (Path page : pages) {
            String text = Files.readString(page);
            for (Phrase phrase : phrases()) {
                phrase.find(PROJECT.relativize(page).toString(), text, 0, text, found);
            }
        }

        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(found).as("phrases of words.tsv, with their replacements").isEmpty();
    }

    @Test
    void phrasesAreFoundInCommentsAndStringsOnly() throws IOException {
        String source = """
                /** Begins Anew. */
                int anew = '"' + 1; // it goes
                // on from there
                String text = "a \\"quoted\\" word " + anew
                        + "that comes"
                        + " of it";
                int renewed; /* made-up, not: canew, anew-ish */
                """;
        List<String> found = new ArrayList<>();
        find("A.java", source, Stream.of("anew\tagain", "goes on from\trestores", "comes of\tresults from", "made up\tgenerated").map(Phrase::parse).toList(), found);

        assertThat(found).containsExactly(
                "A.java:1 says \"anew\"; better: again",
                "A.java:2 says \"goes on from\"; better: restores",
                "A.java:5 says \"comes of\"; better: results from");
    }

    private static void find(String name, String source, List<Phrase> phrases, List<String> found) {
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            String prose = token.group("prose");
            if (prose != null) {
                for (Phrase phrase : phrases) {
                    phrase.find(name, source, token.start(), prose, found);
                }
            }
        }
    }

    private static List<Phrase> phrases() throws IOException {
        try (InputStream list = WordsTest.class.getResourceAsStream("/words.tsv")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().map(Phrase::parse).toList();
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
        try (DirectoryStream<Path> docs = Files.newDirectoryStream(PROJECT.resolve("docs"), "*.md")) {
            docs.forEach(pages::add);
        }
        return pages;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(PROJECT, "costflow-*")) {
            for (Path module : modules) {
                Path main = module.resolve("src/main");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }
}
