package io.costflow.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.RealTrino;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is counted when the Trino behind has not run a statement. */
class KeepWarmTest {

    @Test
    void whatTrinoHasNotRunWhenTheEndpointStopsIsMissed() throws Exception {
        List<String> missed = new CopyOnWriteArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KeepWarm keepWarm = new KeepWarm(new RealTrino("http://localhost:" + silent.getLocalPort()));
            for (String text : List.of("CREATE TABLE a", "CREATE TABLE b")) {
                keepWarm.say(new ClientStatement(text, "admin", "hive", "org1234567", Map.of(), Map.of()), reason -> missed.add(text + ": " + reason));
            }
            silent.accept(); // the first statement has been sent, and its answer never comes
            keepWarm.close();
        }
        assertThat(missed).containsExactlyInAnyOrder("CREATE TABLE a: the endpoint stopped", "CREATE TABLE b: the endpoint stopped");
    }
}
