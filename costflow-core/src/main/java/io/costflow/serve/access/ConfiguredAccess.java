package io.costflow.serve.access;

import io.costflow.serve.protocol.Passwords;
import io.costflow.serve.protocol.ServerAccess;
import io.costflow.settings.EndpointSecurity;
import io.costflow.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;

/** Opens the files that say who may ask the endpoint. */
public final class ConfiguredAccess {

    private ConfiguredAccess() {}

    /** @throws InvalidSettingsException if a file cannot be read, or is not what it should be */
    public static ServerAccess of(EndpointSecurity security) throws InvalidSettingsException {
        Optional<X509ExtendedKeyManager> key = Optional.empty();
        if (security.isEncrypted()) {
            try {
                key = Optional.of(PemKey.of(Path.of(security.certificateFile()), Path.of(security.keyFile())));
            } catch (IOException e) {
                throw invalid("serve.tls", security.certificateFile() + ", " + security.keyFile(), e);
            }
        }
        Optional<Passwords> users = Optional.empty();
        if (security.usersFile() != null) {
            try {
                users = Optional.of(UsersFile.of(Path.of(security.usersFile())));
            } catch (IOException e) {
                throw invalid("serve.users-file", security.usersFile(), e);
            }
        }
        return new ServerAccess(key, users);
    }

    private static InvalidSettingsException invalid(String key, String files, IOException reason) {
        return new InvalidSettingsException(List.of(key + " (" + files + ") cannot be used: " + reason.getMessage()));
    }
}
