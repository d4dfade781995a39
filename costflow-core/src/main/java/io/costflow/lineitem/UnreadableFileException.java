package io.costflow.lineitem;

/** A file has wrong contents: reading it again cannot help, it must be written again. The message is full sentences; the caller adds the path. */
public class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String column;

    /**
     * @param message what is wrong, naming the column, and what to do about it
     * @param column the column that is wrong, or null when it is not about one column
     * @param cause what the decoder said, or null
     */
    public UnreadableFileException(String message, String column, Throwable cause) {
        super(message, cause);
        this.column = column;
    }

    /** The column that is wrong as the layout names it, or null when it is not about one column. */
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

    /** What an exception says, as a sentence. */
    static String sentence(Throwable problem) {
        String text = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage().strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
