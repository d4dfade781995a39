package io.costflow.bench;

/**
 * What a run that goes on is told, beyond what every task says.
 *
 * @param endpoint where the object store is
 * @param accessKey its access key
 * @param secretKey its secret key
 * @param state the folder of checkpoints
 * @param days how many days there are
 * @param seconds how long to be idle
 */
record Following(String endpoint, String accessKey, String secretKey, String state, int days, double seconds) {

    Following idle(double time) {
        return new Following(endpoint, accessKey, secretKey, state, days, time);
    }
}
