package io.costflow.doctor;

import io.costflow.settings.ServeSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Who can ask the endpoint that stands in Trino's place. */
public final class EndpointCheck {

    private EndpointCheck() {}

    /** Says who can ask; empty where no endpoint is configured. */
    public static Optional<Finding> check(ServeSettings serve) {
        if (serve.mode() == null) {
            return Optional.empty();
        }
        String listens = "The endpoint listens at " + serve.listen();
        if (serve.security().usersFile() != null) {
            return Optional.of(serve.security().isEncrypted()
                    ? Finding.ok(listens + " over TLS, for the users of serve.users-file.")
                    : Finding.note(listens + " without TLS, and takes passwords only from a route before it that ends TLS and says so in X-Forwarded-Proto; else set serve.tls."));
        }
        return Optional.of(isLoopback(serve.host())
                ? Finding.ok(listens + ", which only this machine reaches.")
                : Finding.note(listens + ", and everyone who reaches that port may ask questions and have days computed, under any name: let only koku reach it (a network"
                        + " policy), or set serve.tls and serve.users-file."));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
