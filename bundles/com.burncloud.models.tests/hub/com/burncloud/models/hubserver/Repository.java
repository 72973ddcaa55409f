package com.burncloud.models.hubserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A repository of all hubs: its files at each commit, and what a search tells of it. Set up by one thread; files may change while it is served. */
public final class Repository {
	/** Files from this size on, and all GGUF files, are LFS files: they lie on the CDN and their SHA-256 is told. */
	static final long LFS_BYTES = 1024 * 1024;

	private final String id;
	private final Map<String, Map<String, Blob>> commits = new LinkedHashMap<>();
	private String head = "";
	long downloads;
	long likes;
	long parameters;
	String license = "";
	Instant updatedAt = Instant.parse("2026-06-01T12:00:00Z");
	boolean gated;
	boolean hidden;

	/** @param id {@code owner/name} */
	public Repository(String id) {
		this.id = id;
		commit(Map.of());
	}

	/** All files of a folder, by their paths in it. */
	public static Repository ofFolder(String id, Path folder) {
		Map<String, Blob> files = new TreeMap<>();
		try (Stream<Path> found = Files.walk(folder)) {
			found.filter(Files::isRegularFile).forEach(file -> files.put(folder.relativize(file).toString().replace('\\', '/'), Blob.of(file)));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		Repository repository = new Repository(id);
		repository.commit(files);
		return repository;
	}

	public Repository counts(long downloadCount, long likeCount) {
		downloads = downloadCount;
		likes = likeCount;
		return this;
	}

	public Repository describe(String licenseId, long parameterCount, Instant lastModified) {
		license = licenseId;
		parameters = parameterCount;
		updatedAt = lastModified;
		return this;
	}

	/** Files are given only to tokens that accepted the terms. */
	public Repository gated() {
		gated = true;
		return this;
	}

	/** Private: there for tokens that accepted the terms, for nobody else. */
	public Repository hidden() {
		hidden = true;
		return this;
	}

	/** Adds or replaces a file; this is a new commit, and the old one stays. */
	public Repository file(String path, byte[] bytes) {
		return file(path, Blob.of(bytes));
	}

	/** Adds or replaces a file; this is a new commit, and the old one stays. */
	public Repository file(String path, Path file) {
		return file(path, Blob.of(file));
	}

	private synchronized Repository file(String path, Blob blob) {
		Map<String, Blob> files = new TreeMap<>(commits.get(head));
		files.put(path, blob);
		commit(files);
		return this;
	}

	private synchronized void commit(Map<String, Blob> files) {
		head = sha1(id + commits.size() + files.keySet());
		commits.put(head, files);
	}

	public String id() {
		return id;
	}

	/** 40 hexadecimal digits. */
	public synchronized String commit() {
		return head;
	}

	/** Of a file at the newest commit. */
	public synchronized String sha256(String path) {
		return commits.get(head).get(path).sha256();
	}

	/** @param revision a commit, {@code main} or {@code master} */
	synchronized Optional<String> commit(String revision) {
		if (revision.equals("main") || revision.equals("master") || revision.isEmpty()) {
			return Optional.of(head);
		}
		return Optional.of(revision).filter(commits::containsKey);
	}

	synchronized Map<String, Blob> files(String commit) {
		return commits.get(commit);
	}

	synchronized Optional<Blob> blob(String sha256) {
		return commits.values().stream().flatMap(files -> files.values().stream()).filter(blob -> blob.sha256().equals(sha256)).findFirst();
	}

	synchronized long sizeBytes() {
		return commits.get(head).values().stream().mapToLong(Blob::sizeBytes).sum();
	}

	boolean hasGguf() {
		return files(commit()).keySet().stream().anyMatch(path -> path.endsWith(".gguf"));
	}

	static boolean lfs(String path, Blob blob) {
		return path.endsWith(".gguf") || blob.sizeBytes() >= LFS_BYTES;
	}

	static String sha1(String text) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}
}
