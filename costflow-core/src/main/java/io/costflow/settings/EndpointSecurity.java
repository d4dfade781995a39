package io.costflow.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Who may ask the endpoint, and whether what goes between is encrypted.
 *
 * @param certificateFile the endpoint's certificate and those between it and its authority, PEM; or null for no TLS
 * @param keyFile the key of that certificate, PEM; or null
 * @param usersFile users and the hashes of their passwords; or null where no one needs a password
 */
public record EndpointSecurity(String certificateFile, String keyFile, String usersFile) implements Serializable {

    static final Option<String> CERTIFICATE_FILE = Option.text("serve.tls.certificate-file", Form.READABLE_FILE,
            "The certificate (PEM) of `costflow serve`, followed by those between it and its authority. With it, and `serve.tls.key-file`, the endpoint speaks https only. Both"
                    + " files are read again when they change.");
    static final Option<String> KEY_FILE = Option.text("serve.tls.key-file", Form.READABLE_FILE,
            "The key of that certificate (PEM, without a password): `PRIVATE KEY`, `RSA PRIVATE KEY` or `EC PRIVATE KEY`.");
    static final Option<String> USERS_FILE = Option.text("serve.users-file", Form.READABLE_FILE,
            "Who may ask: a line `user:hash` for each user, with bcrypt hashes, as `htpasswd -B -C 10` and Trino's own password file have them. It is read again when it"
                    + " changes. Passwords are taken over https only. Without it, everyone who reaches the port may ask, under any name.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(CERTIFICATE_FILE, KEY_FILE, USERS_FILE);

    /** Everyone who reaches the port may ask. */
    public static final EndpointSecurity NONE = new EndpointSecurity(null, null, null);

    static EndpointSecurity from(CheckedValues values) {
        return new EndpointSecurity(values.get(CERTIFICATE_FILE), values.get(KEY_FILE), values.get(USERS_FILE));
    }

    /** Whether the endpoint speaks https. */
    public boolean isEncrypted() {
        return certificateFile != null;
    }

    /** What is wrong, as the rest of a sentence that begins with a key. */
    Optional<String> problem() {
        return (certificateFile == null) == (keyFile == null) ? Optional.empty() : Optional.of("names only one of certificate and key: serve.tls.certificate-file and"
                + " serve.tls.key-file go together.");
    }
}
