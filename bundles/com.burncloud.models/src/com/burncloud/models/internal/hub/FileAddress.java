package com.burncloud.models.internal.hub;

/**
 * A file on a hub.
 *
 * @param hub its id
 * @param revision a commit, so that all parts are of one file; blank: the hub's main one
 */
public record FileAddress(String hub, String repository, String revision, String path) {
}
