package io.costflow.serialization;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits and checkpoints as JSON: fields may be added without a new version. */
public final class JsonSerializer<T> implements SimpleVersionedSerializer<T> {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Class<T> type;

    public JsonSerializer(Class<T> type) {
        this.type = type;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(T value) throws IOException {
        return JSON.writeValueAsBytes(value);
    }

    @Override
    public T deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(type.getSimpleName() + " was written as version " + version + ", and this release reads version " + VERSION + " only.");
        }
        return JSON.readValue(serialized, type);
    }
}
