package io.costflow.publish;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A checksum of rows that does not depend on their order: the sum of the hashes of their lines. */
public final class RowChecksum {

    /** The checksum of no rows. */
    public static final String OF_NOTHING = new RowChecksum().text();

    private final MessageDigest digest;
    private long high;
    private long low;

    public RowChecksum() {
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }

    /** Adds rows, each of which is a line that ends with a line feed. */
    public void addLines(byte[] lines) {
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                digest.update(lines, start, i - start);
                ByteBuffer hash = ByteBuffer.wrap(digest.digest());
                high += hash.getLong();
                low += hash.getLong();
                start = i + 1;
            }
        }
    }

    /** The checksum of all rows so far. */
    public String text() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
