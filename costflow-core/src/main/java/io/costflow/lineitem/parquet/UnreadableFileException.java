package io.costflow.lineitem.parquet;

import java.util.regex.Pattern;

/** Thrown when the contents of a file are wrong: a retry cannot succeed, the file must be written again. The caller adds the path to the message. */
public class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** parquet-java says it with the bytes that it found instead, and with the path, which the caller adds. */
    private static final Pattern NO_FOOTER = Pattern.compile("Expected magic number at tail|length is too low|corrupted file: the footer index");

    private final String column;

    /**
     * Reports wrong contents.
     *
     * @param message what is wrong, with the column's name, and what to do about it; full sentences
     * @param column the column that is wrong, or null when the whole file is
     * @param cause the decoder's exception, or null
     */
    public UnreadableFileException(String message, String column, Throwable cause) {
        super(message, cause);
        this.column = column;
    }

    /** Returns the requested name of the column that is wrong, or null when the whole file is. */
    public String column() {
        return column;
    }

    static UnreadableFileException notParquet(String detail, Throwable cause) {
        return new UnreadableFileException(
                "The file is not a Parquet file or is cut short: " + detail + " Deliver it again.", null, cause);
    }

    static UnreadableFileException damaged(String column, Throwable cause) {
        return new UnreadableFileException(
                "Column \"%s\" cannot be decoded, so the file is damaged, cut short or not a Parquet file: %s Deliver it again."
                        .formatted(column, sentence(cause)),
                column,
                cause);
    }

    /** Returns the message of an exception as a sentence. */
    static String sentence(Throwable problem) {
        if (problem.getMessage() != null && NO_FOOTER.matcher(problem.getMessage()).find()) {
            return "it does not end as a Parquet file does.";
        }
        String text = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage().strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
