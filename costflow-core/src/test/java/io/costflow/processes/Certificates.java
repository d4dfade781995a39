package io.costflow.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A key and a certificate for the servers of this machine that nobody knows but who is told, made by Java's own keytool. */
public final class Certificates {

    /** The password of the key store. */
    public static final String PASSWORD = "store-password";

    private static final String ALIAS = "server";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path store;
    private final Path certificate;
    private final String key;

    private Certificates(Path store, Path certificate, String key) {
        this.store = store;
        this.certificate = certificate;
        this.key = key;
    }

    /** Makes them, with files in a folder. */
    public static Certificates make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname",
                        "secp256r1", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-keystore", store.toString(),
                        "-storetype", "PKCS12", "-storepass", PASSWORD))
                .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        Path certificate = Files.writeString(folder.resolve("server.crt"), pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        return new Certificates(store, certificate, pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    }

    /** Both, in a key store of the type PKCS12. */
    public Path store() {
        return store;
    }

    /** The certificate in PEM, its own authority. */
    public Path certificate() {
        return certificate;
    }

    /** The key in PEM. */
    public String key() {
        return key;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + PEM.encodeToString(content) + "\n-----END " + what + "-----\n";
    }
}
