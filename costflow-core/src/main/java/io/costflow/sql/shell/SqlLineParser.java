package io.costflow.sql.shell;

import io.costflow.sql.session.Statements;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** Decides what is a whole entry: a command of the shell, or statements up to the last one's semicolon. */
final class SqlLineParser extends DefaultParser {

    SqlLineParser() {
        setEscapeChars(null);
        setQuoteChars(null);
        setEofOnUnclosedQuote(false);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && ShellCommand.last(line).isEmpty() && Statements.isUnfinished(line)) {
            throw new EOFError(-1, -1, "The statement needs a semicolon at its end.");
        }
        return super.parse(line, cursor, context);
    }

    /** Words are what could be names. */
    @Override
    public boolean isDelimiterChar(CharSequence buffer, int at) {
        char c = buffer.charAt(at);
        return !Character.isLetterOrDigit(c) && c != '_' && c != '\\' && c != '?';
    }
}
