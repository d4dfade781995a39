package io.costflow.demo;

import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Counts how often contents of objects are asked for. */
final class CountingStore extends ForwardingBlobStore {
    private final AtomicLong reads = new AtomicLong();

    CountingStore(BlobStore store) {
        super(store);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        reads.incrementAndGet();
        return super.getBlob(request);
    }

    long reads() {
        return reads.get();
    }
}
