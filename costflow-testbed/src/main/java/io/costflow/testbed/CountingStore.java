package io.costflow.testbed;

import io.costflow.testbed.RequestListener.Kind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Counts how often contents of objects are asked for, and tells of every request that reads. */
final class CountingStore extends ForwardingBlobStore {
    private final AtomicLong reads = new AtomicLong();
    private final RequestListener listener;

    CountingStore(BlobStore store, RequestListener listener) {
        super(store);
        this.listener = listener;
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        return told(Kind.LIST, request.prefix(), () -> super.list(request));
    }

    @Override
    public ListObjectsResponse listV1(ListObjectsRequest request) {
        return told(Kind.LIST, request.prefix(), () -> super.listV1(request));
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return told(Kind.HEAD, request.key(), () -> super.blobMetadata(request));
    }

    @Override
    public HeadObjectResponse blobMetadataIfPresent(HeadObjectRequest request) {
        return told(Kind.HEAD, request.key(), () -> super.blobMetadataIfPresent(request));
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        reads.incrementAndGet();
        return told(Kind.GET, request.key(), () -> super.getBlob(request));
    }

    /** An object that is not there is an answer too. */
    private <T> T told(Kind kind, String key, Supplier<T> answer) {
        try {
            return answer.get();
        } finally {
            listener.answered(kind, key);
        }
    }

    long reads() {
        return reads.get();
    }
}
