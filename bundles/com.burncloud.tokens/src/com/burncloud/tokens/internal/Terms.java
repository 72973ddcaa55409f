package com.burncloud.tokens.internal;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.TokenDraft;

/** A token without what it used: replaced as a whole by every edit. */
record Terms(String id, String prefix, Secret.Hash hash, Instant createdAt, String name, Quota quota, Caller caller, List<String> allowedAddresses,
		List<AddressBlock> allowed, Optional<Instant> expiresAt, Limits limits, boolean enabled) {

	/** @param draft checked */
	static Terms of(String id, String prefix, Secret.Hash hash, Instant createdAt, TokenDraft draft) {
		return new Terms(id, prefix, hash, createdAt, draft.name(), draft.quota(), new Caller(id, draft.name(), draft.groups(), draft.models(), Optional.empty()),
				draft.allowedAddresses(), draft.allowedAddresses().stream().map(AddressBlock::parse).toList(), draft.expiresAt(), draft.limits(), draft.enabled());
	}

	TokenDraft draft() {
		return new TokenDraft(name, quota, caller.groups(), caller.models(), allowedAddresses, expiresAt, limits, enabled);
	}

	/** The same token under a new secret. */
	Terms rotated(String newPrefix, Secret.Hash newHash) {
		return of(id, newPrefix, newHash, createdAt, draft());
	}

	/** Whether it is the one whose secret everybody knows. */
	boolean demo() {
		return hash.equals(Secret.DEMO);
	}

	/** Who calls with a pass for one channel, or for any. */
	Caller caller(Optional<String> channelId) {
		return channelId.isEmpty() ? caller : new Caller(caller.tokenId(), caller.tokenName(), caller.groups(), caller.models(), channelId);
	}

	boolean expired(long nowMillis) {
		return expiresAt.isPresent() && expiresAt.get().toEpochMilli() <= nowMillis;
	}

	boolean allows(InetAddress address) {
		if (allowed.isEmpty()) {
			return true;
		}
		for (AddressBlock block : allowed) {
			if (block.contains(address)) {
				return true;
			}
		}
		return false;
	}
}
