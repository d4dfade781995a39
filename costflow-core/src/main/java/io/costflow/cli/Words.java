package io.costflow.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The words that an option or argument takes: what reads them, and what a shell completes. A word is the value's text in lower case, such as {@code bounded}.
 * For an option, a subclass without arguments is both the converter and the completion candidates.
 */
public abstract class Words<T> implements ITypeConverter<T>, Iterable<String> {

    private final Map<String, T> values = new LinkedHashMap<>();

    /** Takes the values in the order in which they are offered. */
    @SafeVarargs
    protected Words(T... values) {
        for (T value : values) {
            this.values.put(value.toString().toLowerCase(Locale.ROOT), value);
        }
    }

    @Override
    public T convert(String word) {
        T value = values.get(word);
        if (value == null) {
            throw new TypeConversionException("must be " + alternatives() + ", but was '" + word + "'");
        }
        return value;
    }

    @Override
    public Iterator<String> iterator() {
        return values.keySet().iterator();
    }

    /** Returns the words as in "a, b or c". */
    private String alternatives() {
        List<String> words = List.copyOf(values.keySet());
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
