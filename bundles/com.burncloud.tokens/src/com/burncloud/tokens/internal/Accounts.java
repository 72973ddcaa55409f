package com.burncloud.tokens.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All accounts. Reading takes no lock; every change swaps the whole directory. */
final class Accounts {
	private volatile Directory directory = new Directory(Map.of(), Map.of());

	Optional<Account> bySecret(Secret.Hash hash) {
		return Optional.ofNullable(directory.byHash().get(hash));
	}

	Optional<Account> byId(String id) {
		return Optional.ofNullable(directory.byId().get(id));
	}

	List<Account> all() {
		return directory.byId().values().stream()
				.sorted(Comparator.comparing((Account account) -> account.terms().createdAt()).thenComparing(account -> account.terms().id())).toList();
	}

	/** Adds one, or finds it again under another secret. */
	synchronized void put(Account account) {
		Map<String, Account> byId = new HashMap<>(directory.byId());
		byId.put(account.terms().id(), account);
		directory = Directory.of(byId.values());
	}

	synchronized void putAll(Collection<Account> accounts) {
		directory = Directory.of(accounts);
	}

	synchronized void remove(String id) {
		Map<String, Account> byId = new HashMap<>(directory.byId());
		byId.remove(id);
		directory = Directory.of(byId.values());
	}

	private record Directory(Map<Secret.Hash, Account> byHash, Map<String, Account> byId) {

		static Directory of(Collection<Account> accounts) {
			Map<Secret.Hash, Account> byHash = new HashMap<>();
			Map<String, Account> byId = new HashMap<>();
			for (Account account : accounts) {
				byHash.put(account.terms().hash(), account);
				byId.put(account.terms().id(), account);
			}
			return new Directory(byHash, byId);
		}
	}
}
