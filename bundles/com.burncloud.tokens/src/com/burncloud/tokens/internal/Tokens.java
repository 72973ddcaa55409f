package com.burncloud.tokens.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;

/** The tokens' service: the database first, then memory, then the news. */
@Component
public final class Tokens implements TokenService {
	private final ReentrantLock editing = new ReentrantLock();
	private final SecureRandom random = new SecureRandom();
	private final Books books;

	@Activate
	public Tokens(@Reference Books books) {
		this.books = books;
	}

	@Override
	public List<Token> list() {
		return books.accounts().all().stream().map(Account::view).toList();
	}

	@Override
	public Optional<Token> find(String id) {
		return books.accounts().byId(id).map(Account::view);
	}

	@Override
	public Issued create(TokenDraft draft) {
		Instant now = Instant.ofEpochMilli(books.clock().millis());
		DraftCheck.created(draft, now);
		String secret = Secret.random(random);
		Terms terms = Terms.of(Secret.randomId(random), Secret.prefix(secret), Secret.hash(secret), now, draft);
		Account account = new Account(terms, 0, 0);
		editing.lock();
		try {
			nameFree(draft.name());
			books.tokenTable().insert(terms);
			books.accounts().put(account);
		} finally {
			editing.unlock();
		}
		books.news().created(terms);
		return new Issued(account.view(), secret);
	}

	@Override
	public Token update(String id, TokenDraft draft) {
		editing.lock();
		try {
			Account account = account(id);
			DraftCheck.changed(draft);
			Terms old = account.terms();
			if (!draft.name().equals(old.name())) {
				nameFree(draft.name());
			}
			Terms changed = Terms.of(id, old.prefix(), old.hash(), old.createdAt(), draft);
			books.tokenTable().update(changed);
			account.amend(changed);
			if (!changed.enabled()) {
				books.passes().revoke(id);
			}
			books.news().changed(changed);
			return account.view();
		} finally {
			editing.unlock();
		}
	}

	@Override
	public Issued rotate(String id) {
		editing.lock();
		try {
			Account account = account(id);
			String secret = Secret.random(random);
			Terms rotated = account.terms().rotated(Secret.prefix(secret), Secret.hash(secret));
			books.tokenTable().update(rotated);
			account.amend(rotated);
			books.accounts().put(account);
			books.passes().revoke(id);
			books.news().changed(rotated);
			return new Issued(account.view(), secret);
		} finally {
			editing.unlock();
		}
	}

	@Override
	public void delete(String id) {
		editing.lock();
		try {
			Terms terms = account(id).terms();
			books.tokenTable().delete(id);
			books.accounts().remove(id);
			books.passes().revoke(id);
			books.news().deleted(terms);
		} finally {
			editing.unlock();
		}
	}

	/** Under the lock, so that no pass is made for a token that is just being deleted. */
	@Override
	public Pass pass(String id, Optional<String> channelId) {
		editing.lock();
		try {
			return books.passes().issue(account(id).terms().id(), channelId);
		} finally {
			editing.unlock();
		}
	}

	@Override
	public boolean demoEnabled() {
		return books.accounts().bySecret(Secret.DEMO).map(Account::terms).filter(terms -> terms.enabled() && !terms.expired(books.clock().millis())).isPresent();
	}

	/** Commands and log rows name tokens by their names. */
	private void nameFree(String name) {
		if (books.accounts().all().stream().anyMatch(account -> account.terms().name().equals(name))) {
			throw new ConflictException("There is a token '" + name + "' already. Choose another name.");
		}
	}

	private Account account(String id) {
		return books.accounts().byId(id).orElseThrow(() -> new UnknownIdException("token", id));
	}
}
