package io.costflow.serve.access;

import io.airlift.security.pem.PemReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** A server's key and certificate in PEM, read again when their files change, so that a rotated certificate needs no restart. */
final class PemKey extends X509ExtendedKeyManager {

    /** What the files held at one time. */
    private record Credential(PrivateKey key, X509Certificate[] chain) {}

    private final ReloadedFiles<Credential> files;

    /** By the serial number of the certificate: a handshake asks for the alias first, then for key and chain, which must be of one time. */
    private final Map<String, Credential> byAlias = new ConcurrentHashMap<>();

    private PemKey(Path certificate, Path key) throws IOException {
        files = ReloadedFiles.of(List.of(certificate, key), () -> read(certificate, key));
    }

    /** @throws IOException if they cannot be read, or do not belong together. The message is a full sentence */
    static PemKey of(Path certificate, Path key) throws IOException {
        return new PemKey(certificate, key);
    }

    private static Credential read(Path certificate, Path key) throws IOException {
        try {
            X509Certificate[] chain = PemReader.readCertificateChain(certificate.toFile()).toArray(X509Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException("There is no certificate in PEM in " + certificate + ".");
            }
            PrivateKey loaded = PemReader.loadPrivateKey(key.toFile(), Optional.empty());
            if (!belongTogether(loaded, chain[0].getPublicKey())) {
                throw new IOException("The key is not the key of the certificate.");
            }
            return new Credential(loaded, chain);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("Certificate and key cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey shown) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(shown.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        });
        byte[] text = {1, 2, 3};
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(shown);
        signature.update(text);
        return signature.verify(signed);
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Credential current = files.content();
        if (!current.key().getAlgorithm().equals(keyType)) {
            return null;
        }
        String alias = current.chain()[0].getSerialNumber().toString();
        byAlias.put(alias, current);
        return alias;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        Credential chosen = byAlias.get(alias);
        return chosen == null ? null : chosen.chain();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        Credential chosen = byAlias.get(alias);
        return chosen == null ? null : chosen.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return byAlias.keySet().toArray(String[]::new);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
