package io.costflow.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Stands before an S3 server and fails some requests in its place. Every connection serves one request, so that each can be decided on. */
final class FaultyGate implements AutoCloseable {

    /** What becomes of a request. */
    enum Fate {
        PASS,
        /** 503 Slow Down. */
        SLOW_DOWN,
        /** 500 Internal Error. */
        INTERNAL_ERROR,
        /** The connection ends without an answer. */
        DROP,
        /** The connection ends in the middle of what an object holds, or a listing. */
        CUT
    }

    private final URI server;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile Function<String, Fate> fates = request -> Fate.PASS;
    private volatile UnaryOperator<String> change = UnaryOperator.identity();

    FaultyGate(String server) throws IOException {
        this.server = URI.create(server);
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Decides by the first line of a request, such as {@code GET /bucket/key HTTP/1.1}. */
    void decide(Function<String, Fate> decision) {
        fates = decision;
    }

    /** Changes the answers, in ISO 8859-1, to others of the same length. */
    void changeAnswers(UnaryOperator<String> changing) {
        change = changing;
    }

    /** How many requests have failed. */
    int failed() {
        return failed.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.submit(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            Fate fate = fates.apply(head.lines().findFirst().orElseThrow());
            if (fate != Fate.PASS) {
                failed.incrementAndGet();
            }
            byte[] answer = switch (fate) {
                case PASS -> forward(head);
                case SLOW_DOWN -> failure("503 Slow Down", "SlowDown");
                case INTERNAL_ERROR -> failure("500 Internal Server Error", "InternalError");
                case DROP -> new byte[0];
                case CUT -> half(forward(head));
            };
            client.getOutputStream().write(answer);
            client.getOutputStream().flush();
        } catch (IOException gone) {
            // The client will notice.
        }
    }

    private byte[] forward(String head) throws IOException {
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            String once = head.replaceAll("(?im)^connection:.*\r\n", "").replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            upstream.getOutputStream().write(once.getBytes(StandardCharsets.ISO_8859_1));
            upstream.getOutputStream().flush();
            String answer = new String(upstream.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return change.apply(answer).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] half(byte[] answer) {
        int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOf(answer, (body + answer.length) / 2);
    }

    private static byte[] failure(String status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>not now</Message></Error>";
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The head of a request, with the empty line; requests of a job that only reads have no body. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
