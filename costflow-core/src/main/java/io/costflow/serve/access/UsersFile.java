package io.costflow.serve.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.costflow.serve.protocol.Passwords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Users and the bcrypt hashes of their passwords, as {@code htpasswd -B} writes them. */
final class UsersFile implements Passwords {

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    /** Fewer rounds are tried out too quickly; Trino refuses them too. */
    private static final int FEWEST_ROUNDS = 8;

    /** What the password of an unknown user is compared with, so that the time does not say who is known. */
    private static final String NO_ONE = BCrypt.withDefaults().hashToString(10, "no one".toCharArray());

    /** The users at one time, and which passwords were found right: a hash takes too long to compute it for every page. */
    private record Users(Map<String, String> hashes, Map<String, byte[]> right) {}

    private final ReloadedFiles<Users> users;
    private final byte[] secret = new byte[32];

    private UsersFile(Path file) throws IOException {
        users = ReloadedFiles.of(List.of(file), () -> new Users(read(file), new ConcurrentHashMap<>()));
        new SecureRandom().nextBytes(secret);
    }

    /** @throws IOException if it cannot be read, or a line is not as it should be. The message is a full sentence */
    static UsersFile of(Path file) throws IOException {
        return new UsersFile(file);
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String hash = line.substring(colon + 1).strip();
            if (colon <= 0 || !HASH.matcher(hash).matches() || Integer.parseInt(hash.substring(4, 6)) < FEWEST_ROUNDS) {
                throw new IOException("Line " + number + " is not user:hash with a bcrypt hash of " + FEWEST_ROUNDS + " rounds or more; htpasswd -B -C 10 writes such lines.");
            }
            if (hashes.put(line.substring(0, colon), hash) != null) {
                throw new IOException("Line " + number + " has a user that an earlier line has.");
            }
        }
        if (hashes.isEmpty()) {
            throw new IOException("It has no user.");
        }
        return hashes;
    }

    @Override
    public boolean areRight(String user, String password) {
        Users known = users.content();
        String hash = known.hashes().get(user);
        byte[] digest = digest(password);
        byte[] right = known.right().get(user);
        if (right != null && MessageDigest.isEqual(right, digest)) {
            return true;
        }
        boolean verified = matches(password, hash == null ? NO_ONE : hash) && hash != null;
        if (verified) {
            known.right().put(user, digest);
        }
        return verified;
    }

    private static boolean matches(String password, String hash) {
        try {
            return BCrypt.verifyer().verify(password.toCharArray(), hash.toCharArray()).verified;
        } catch (IllegalArgumentException e) { // longer than bcrypt takes
            return false;
        }
    }

    private byte[] digest(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
