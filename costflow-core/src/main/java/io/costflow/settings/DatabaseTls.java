package io.costflow.settings;

import java.io.Serializable;
import java.util.LinkedHashMap;
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

    /** Nothing but what the URL says. */
    public static final DatabaseTls AS_THE_URL_SAYS = new DatabaseTls(null, null, null, null, null);

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
