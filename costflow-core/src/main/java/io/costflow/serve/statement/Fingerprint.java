package io.costflow.serve.statement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The form of a statement: its whole tree without literals, as a hash. Tenants, letter case of names, the number of values in a list, of alternatives of one form and
 * of branches of one form make no difference; everything else does.
 */
final class Fingerprint {

    private static final int BYTES = 10;
    private static final Pattern NUMBERED = Pattern.compile("[0-9a-f]{8,}");
    private static final String LITERAL = "?";

    /** What SHOW looks for; a text, though not a node. */
    private static final String PATTERN = "likePattern";

    private final NameResolution names;
    private final String tenant;
    private final StringBuilder form = new StringBuilder();

    private Fingerprint(NameResolution names, String tenant) {
        this.names = names;
        this.tenant = tenant;
    }

    static String of(SyntaxNode statement, NameResolution names, String tenant) {
        Fingerprint fingerprint = new Fingerprint(names, tenant);
        fingerprint.append(statement);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(fingerprint.form.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(SyntaxNode node) {
        if (Literals.isLiteral(node)) {
            form.append(LITERAL);
            return;
        }
        switch (node.kind()) {
            case "Table" -> {
                form.append("Table ");
                appendName(node);
                append("queryPeriod", node.parts().get("queryPeriod"));
            }
            case "Identifier" -> form.append('"').append(withoutTenant(NameResolution.identifier(node))).append('"');
            case "LogicalExpression" -> appendTerms(node);
            case "InListExpression", "Array", "Row" -> appendValues(node);
            default -> {
                form.append('(').append(node.kind());
                node.parts().forEach(this::append);
                form.append(')');
            }
        }
    }

    private void append(String name, Object part) {
        if (part == null) {
            return;
        }
        form.append(' ').append(name).append('=');
        append(name.equals(PATTERN) ? LITERAL : part);
    }

    private void append(Object part) {
        if (part instanceof SyntaxNode node) {
            append(node);
        } else if (part instanceof List<?> list) {
            form.append('[');
            distinct(list).forEach(element -> form.append(element).append(' '));
            form.append(']');
        } else {
            form.append(part);
        }
    }

    /** The forms of elements, of which branches of one form in a row count as one. */
    private List<String> distinct(List<?> elements) {
        List<String> forms = new ArrayList<>();
        for (Object element : elements) {
            String next = formOf(element);
            boolean repeats = element instanceof SyntaxNode node && node.is("WhenClause") && !forms.isEmpty() && forms.get(forms.size() - 1).equals(next);
            if (!repeats) {
                forms.add(next);
            }
        }
        return forms;
    }

    private String formOf(Object part) {
        Fingerprint other = new Fingerprint(names, tenant);
        other.append(part);
        return other.form.toString();
    }

    /** Alternatives of one form count as one. */
    private void appendTerms(SyntaxNode node) {
        List<String> forms = node.nodes("terms").stream().map(this::formOf).distinct().toList();
        if (forms.size() == 1) {
            form.append(forms.get(0));
        } else {
            form.append('(').append(node.text("operator")).append(' ').append(String.join(" ", forms)).append(')');
        }
    }

    /** A list of literals counts as one literal, also an empty one. */
    private void appendValues(SyntaxNode node) {
        List<String> forms = new ArrayList<>();
        node.parts().values().forEach(part -> {
            if (part instanceof List<?> values) {
                values.forEach(value -> forms.add(formOf(value)));
            }
        });
        boolean literals = forms.stream().allMatch(LITERAL::equals);
        form.append('(').append(node.kind()).append(' ').append(literals ? LITERAL : String.join(" ", forms)).append(')');
    }

    private void appendName(SyntaxNode table) {
        if (names.isNamed(table)) {
            form.append('"').append(NameResolution.identifier(table.nodes("name").get(0))).append('"');
            return;
        }
        TableName name = names.table(table.nodes("name"));
        form.append(name.catalog()).append('.').append(withoutTenant(name.schema())).append('.').append(NUMBERED.matcher(name.table()).replaceAll("#"));
    }

    private String withoutTenant(String name) {
        return name.equals(tenant) ? "<tenant>" : name;
    }
}
