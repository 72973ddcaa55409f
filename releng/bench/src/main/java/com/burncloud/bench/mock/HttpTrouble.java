package com.burncloud.bench.mock;

/** The peer does not speak HTTP as expected; its connection cannot be used any more. */
final class HttpTrouble extends Exception {
    private static final long serialVersionUID = 1;

    HttpTrouble(String message) {
        super(message);
    }
}
