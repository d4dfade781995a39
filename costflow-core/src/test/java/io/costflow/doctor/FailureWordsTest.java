package io.costflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FailureWordsTest {

    @Test
    void whatJavaSaysByTheNameOfAClassIsSaidInWords() {
        assertThat(FailureWords.of(new ConnectException())).isEqualTo("nothing listens there");
        assertThat(FailureWords.of(new IOException(new SocketTimeoutException("Read timed out")))).isEqualTo("it does not answer");
        assertThat(FailureWords.of(new UnknownHostException("minio"))).isEqualTo("the host minio is not known");
        assertThat(FailureWords.of(new NullPointerException())).isEqualTo("an unexpected error, which --verbose shows");
    }

    @Test
    void theNameOfAClassBeforeAMessageIsLeftOut() {
        assertThat(FailureWords.of(new IOException("java.io.IOException: org.apache.x.Inner$Problem: The disk is full."))).isEqualTo("The disk is full");
        assertThat(FailureWords.of(new IOException("The disk is full"))).isEqualTo("The disk is full");
    }

    @Test
    void aCheckThatTakesTooLongSaysWhatToDo() {
        CountDownLatch never = new CountDownLatch(1);
        TimedCheck check = TimedCheck.start("lake.root (file:///lake)", "see whether the disk answers.", () -> {
            never.await();
            return List.of();
        });
        assertThat(Finding.problems(check.await(0))).containsExactly("lake.root (file:///lake) did not answer within 0 s; see whether the disk answers.");
    }

    @Test
    void aCheckThatFailsKeepsTheFailureForDevelopers() {
        Exception failure = new ConnectException();
        TimedCheck check = TimedCheck.start("The S3 server", () -> {
            throw failure;
        });
        assertThat(check.await(10)).singleElement().satisfies(finding -> {
            assertThat(finding.sentence()).isEqualTo("The S3 server cannot be checked: nothing listens there.");
            assertThat(finding.failure()).isSameAs(failure);
        });
    }
}
