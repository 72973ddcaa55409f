package com.burncloud.api.token;

/** An amount of money and a number of requests. */
public record Spent(long nanos, long count) {
}
