package io.costflow.serve.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Who may ask the server, and how it shows who it is.
 *
 * @param key its key and certificate; empty for a server without TLS
 * @param passwords what users must know; empty where everyone may ask under any name
 */
public record ServerAccess(Optional<X509ExtendedKeyManager> key, Optional<Passwords> passwords) {

    /** Everyone may ask, without TLS. */
    public static final ServerAccess OPEN = new ServerAccess(Optional.empty(), Optional.empty());

    private static final String BASIC = "Basic ";

    /** Whether a request is let in. */
    sealed interface Entry {

        /** The request is let in under a name, which may be empty where there are no passwords. */
        record Allowed(String user) implements Entry {}

        /** The request is refused. */
        record Refused(int status, String sentence) implements Entry {}
    }

    /**
     * Decides whether a request is let in.
     *
     * @param authorization what it says to prove who it is of, or null
     * @param named the user that it names, or null
     * @param encrypted whether it came over TLS, to this server or to what stands before it
     */
    Entry enter(String authorization, String named, boolean encrypted) {
        if (passwords.isEmpty()) {
            return new Entry.Allowed(named == null ? "" : named);
        }
        if (!encrypted) {
            return new Entry.Refused(403, "Access Denied: passwords are taken over https only.");
        }
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new Entry.Refused(401, "Access Denied: send a user and a password.");
        }
        String said = decoded(authorization.substring(BASIC.length()).strip());
        int colon = said.indexOf(':');
        if (colon <= 0 || !passwords.get().areRight(said.substring(0, colon), said.substring(colon + 1))) {
            return new Entry.Refused(401, "Access Denied: Invalid credentials");
        }
        String user = said.substring(0, colon);
        return named == null || named.isEmpty() || named.equals(user)
                ? new Entry.Allowed(user)
                : new Entry.Refused(403, "Access Denied: User " + user + " cannot impersonate user " + named);
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
