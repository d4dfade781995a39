package io.costflow.settings;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the connection to PostgreSQL is encrypted, and who is on its ends. What is null here is left to the URL and to the driver.
 *
 * @param mode PostgreSQL's sslmode
 * @param caFile PEM certificates of the authorities that the server's certificate must come from
 * @param certificateFile the client's own certificate, PEM
 * @param keyFile the key that belongs to it: PKCS-8 in DER, or PKCS-12
 * @param keyPassword the password of the key
 */
public record DatabaseTls(String mode, String caFile, String certificateFile, String keyFile, String keyPassword) implements Serializable {

    static final Option<String> MODE = Option.text("database.tls.mode", Form.TLS_MODE,
            "PostgreSQL's `sslmode`. `verify-full` is what protects: the connection is encrypted, and the server's certificate must be good and name its"
                    + " host. It is the default with `database.tls.ca-file`; else the driver's, `prefer`, encrypts if the server offers it, and checks"
                    + " nothing.");
    static final Option<String> CA_FILE = Option.text("database.tls.ca-file", Form.READABLE_FILE,
            "Certificates (PEM) of the authorities that the server's certificate must come from (`sslrootcert`). On a Flink cluster this file, and those of"
                    + " the keys below, must be there in every process.");
    static final Option<String> CERTIFICATE_FILE = Option.text("database.tls.certificate-file", Form.READABLE_FILE,
            "Costflow's own certificate (PEM), for servers that ask for one (`sslcert`). It goes with `database.tls.key-file`.");
    static final Option<String> KEY_FILE = Option.text("database.tls.key-file", Form.READABLE_FILE,
            "The key of that certificate, PKCS-8 in DER or PKCS-12 (`sslkey`).");
    static final Option<String> KEY_PASSWORD = Option.text("database.tls.key-password", Form.SECRET, "The password of that key (`sslpassword`).");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(MODE, CA_FILE, CERTIFICATE_FILE, KEY_FILE, KEY_PASSWORD);

    /** Nothing but what the URL says. */
    public static final DatabaseTls AS_THE_URL_SAYS = new DatabaseTls(null, null, null, null, null);

    /** Verifies the server when authorities are named: the driver would not do so unless told. */
    static DatabaseTls from(CheckedValues values) {
        String mode = values.get(MODE);
        String caFile = values.get(CA_FILE);
        return new DatabaseTls(
                mode == null && caFile != null ? "verify-full" : mode, caFile, values.get(CERTIFICATE_FILE), values.get(KEY_FILE), values.get(KEY_PASSWORD));
    }

    /** The driver's properties. One of them may be a secret. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("sslmode", mode);
        properties.put("sslrootcert", caFile);
        properties.put("sslcert", certificateFile);
        properties.put("sslkey", keyFile);
        properties.put("sslpassword", keyPassword);
        properties.values().removeIf(value -> value == null);
        return properties;
    }

    @Override
    public String toString() {
        return "DatabaseTls[mode=" + mode + ", caFile=" + caFile + ", certificateFile=" + certificateFile + ", keyFile=" + keyFile + "]";
    }
}
