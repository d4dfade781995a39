package io.costflow.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Lets this process trust further authorities. S3's client in Flink's plugin takes those that Java trusts and can be told of no others, so the process gets a
 * trust store that holds both: those that it trusted before, and those of the file. It only ever adds.
 */
final class TrustedAuthorities {

    /** The files whose authorities this process trusts. Flink loads our classes anew for every job, so it is not a field. */
    private static final String ADDED = "costflow.authorities-added";

    /** Certificates are no secret, but Java's trust stores are opened with a password. */
    private static final String PASSWORD = "certificates";

    private TrustedAuthorities() {}

    /**
     * Adds the authorities of a file, once per process. What has connected before may not know them.
     *
     * @param caFile certificates in PEM; null for none
     * @throws IllegalStateException if the file holds no certificates that can be read
     */
    static void add(String caFile) {
        if (caFile == null) {
            return;
        }
        // loaded by Java itself, so it is the same for every job
        synchronized (KeyStore.class) {
            Set<String> added = new HashSet<>(List.of(System.getProperty(ADDED, "").split("\n")));
            if (added.add(caFile)) {
                try {
                    Collection<Certificate> all = new ArrayList<>(trusted());
                    all.addAll(read(caFile));
                    trustAll(store(all));
                } catch (IOException | GeneralSecurityException e) {
                    throw new IllegalStateException("The certificates of lake.s3.ca-file (" + caFile + ") cannot be used: " + e.getMessage()
                            + " Name a file with certificates in PEM, as between BEGIN CERTIFICATE and END CERTIFICATE.", e);
                }
                System.setProperty(ADDED, String.join("\n", added));
            }
        }
    }

    private static List<Certificate> trusted() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        List<Certificate> trusted = new ArrayList<>();
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager authorities) {
                trusted.addAll(List.of(authorities.getAcceptedIssuers()));
            }
        }
        return trusted;
    }

    private static Collection<? extends Certificate> read(String caFile) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(Path.of(caFile))) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (certificates.isEmpty()) {
                throw new IOException("It holds none.");
            }
            return certificates;
        }
    }

    private static Path store(Collection<Certificate> certificates) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + ++number, certificate);
        }
        Path file = Files.createTempFile("costflow-authorities", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream stream = Files.newOutputStream(file)) {
            store.store(stream, PASSWORD.toCharArray());
        }
        return file;
    }

    private static void trustAll(Path store) {
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }
}
