/**
 * What local models cost: a download beside curl, a header read over a long way, the gateway before a llama-server. The hub is the one of the bundle's tests.
 */
package com.burncloud.bench.models;
