package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.apache.flink.util.WrappingProxy;

/**
 * Opens an object of S3 exactly as it was listed, without asking for its size and version first: S3 sends the contents if the object still has the listed ETag.
 * Flink's file systems cannot pass on what a listing says, so that Hadoop's S3A is called that Flink's plugin is made of. Its classes are loaded for the plugin
 * alone, hence the reflection. Any other file system opens objects as usual.
 */
final class ListedObjects {

    private static final String S3A = "org.apache.hadoop.fs.s3a.";
    private static final String CHANGED = S3A + "RemoteFileChangedException";
    private static final String DETECTED_BY = "fs.s3a.change.detection.source";
    private static final String DETECTION = "fs.s3a.change.detection.mode";

    private static final Methods INTERNAL_STATUS = new Methods("getInternalFileStatus");
    private static final Methods ETAG = new Methods("getEtag");
    private static final Methods HADOOP = new Methods("getHadoopFileSystem");
    private static final ClassValue<Optional<Opening>> OPENINGS = new ClassValue<>() {
        @Override
        protected Optional<Opening> computeValue(Class<?> type) {
            try {
                return type.getName().equals(S3A + "S3AFileSystem") ? Optional.of(new Opening(type)) : Optional.empty();
            } catch (ReflectiveOperationException e) {
                return Optional.empty();
            }
        }
    };

    private ListedObjects() {}

    /** Returns the ETag of a listed object, or null where the file system does not say it. */
    static String etag(FileStatus listed) {
        try {
            Object status = INTERNAL_STATUS.call(listed);
            return status == null ? null : (String) ETAG.call(status);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Opens an object if it can be asked for by its ETag. Reading fails when there is another version by then, see {@link #isChanged}. */
    static Optional<InputStream> open(Path path, LakeFile file) throws IOException {
        if (file.etag() == null || file.size() == 0) {
            return Optional.empty();
        }
        FileSystem found = FileSystem.getUnguardedFileSystem(path.toUri());
        Object files = found instanceof WrappingProxy<?> plugin ? plugin.getWrappedDelegate() : found;
        try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(files.getClass().getClassLoader())) {
            Object hadoop = HADOOP.call(files);
            Optional<Opening> opening = hadoop == null ? Optional.empty() : OPENINGS.get(hadoop.getClass());
            return opening.isPresent() ? opening.get().open(hadoop, path, file) : Optional.empty();
        } catch (InvocationTargetException | ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("Opening " + file.path() + " failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while opening " + file.path(), e);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** Whether reading failed because the object has another version than the listed one. */
    static boolean isChanged(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals(CHANGED)) {
                return true;
            }
        }
        return false;
    }

    /** A method without parameters of whatever class has it. */
    private static final class Methods extends ClassValue<Optional<Method>> {
        private final String name;

        private Methods(String name) {
            this.name = name;
        }

        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            try {
                return Optional.of(type.getMethod(name));
            } catch (NoSuchMethodException e) {
                return Optional.empty();
            }
        }

        /** Returns what the method returns, or null where there is no such method. */
        private Object call(Object object) throws ReflectiveOperationException {
            Optional<Method> method = get(object.getClass());
            return method.isPresent() ? method.get().invoke(object) : null;
        }
    }

    /** What S3A needs to be called for: {@code openFile(path).withFileStatus(status).build()}, and whether it asks for the version of the status. */
    private static final class Opening {
        private final Constructor<?> path;
        private final Constructor<?> status;
        private final Method openFile;
        private final Method withFileStatus;
        private final Method build;
        private final Method configuration;
        private final Method setting;

        private Opening(Class<?> s3a) throws ReflectiveOperationException {
            ClassLoader loader = s3a.getClassLoader();
            Class<?> pathType = loader.loadClass("org.apache.hadoop.fs.Path");
            path = pathType.getConstructor(URI.class);
            status = loader.loadClass(S3A + "S3AFileStatus")
                    .getConstructor(long.class, long.class, pathType, long.class, String.class, String.class, String.class);
            Class<?> builder = loader.loadClass("org.apache.hadoop.fs.FutureDataInputStreamBuilder");
            openFile = s3a.getMethod("openFile", pathType);
            withFileStatus = builder.getMethod("withFileStatus", loader.loadClass("org.apache.hadoop.fs.FileStatus"));
            build = builder.getMethod("build");
            configuration = s3a.getMethod("getConf");
            setting = configuration.getReturnType().getMethod("getTrimmed", String.class, String.class);
        }

        private Optional<InputStream> open(Object s3a, Path object, LakeFile file) throws ReflectiveOperationException, ExecutionException, InterruptedException {
            Object settings = configuration.invoke(s3a);
            if (!"etag".equals(setting.invoke(settings, DETECTED_BY, "etag")) || !"server".equals(setting.invoke(settings, DETECTION, "server"))) {
                return Optional.empty();
            }
            Object place = path.newInstance(object.toUri());
            Object listed = status.newInstance(file.size(), file.modified(), place, 0L, "", file.etag(), null);
            Object builder = withFileStatus.invoke(openFile.invoke(s3a, place), listed);
            return Optional.of((InputStream) ((CompletableFuture<?>) build.invoke(builder)).get());
        }
    }
}
