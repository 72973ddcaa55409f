CREATE TABLE tokens_token (
	id VARCHAR(40) NOT NULL PRIMARY KEY,
	name VARCHAR(100) NOT NULL,
	prefix VARCHAR(40) NOT NULL,
	hash VARCHAR(64) NOT NULL UNIQUE,
	quota_kind VARCHAR(20) NOT NULL,
	quota_limit BIGINT NOT NULL,
	channel_groups VARCHAR(4000) NOT NULL,
	models VARCHAR(32000) NOT NULL,
	allowed_addresses VARCHAR(8000) NOT NULL,
	expires_millis BIGINT,
	rpm INTEGER,
	tpm INTEGER,
	concurrency INTEGER,
	enabled BOOLEAN NOT NULL,
	created_millis BIGINT NOT NULL
);
CREATE TABLE tokens_used (
	token_id VARCHAR(40) NOT NULL PRIMARY KEY,
	nanos BIGINT NOT NULL,
	requests BIGINT NOT NULL
);
CREATE TABLE tokens_price (
	model VARCHAR(200) NOT NULL PRIMARY KEY,
	input_nanos BIGINT NOT NULL,
	output_nanos BIGINT NOT NULL,
	cache_read_nanos BIGINT NOT NULL,
	cache_write_nanos BIGINT NOT NULL,
	request_nanos BIGINT NOT NULL
);
CREATE TABLE tokens_log (
	request_id VARCHAR(64) NOT NULL PRIMARY KEY,
	at_millis BIGINT NOT NULL,
	client_request_id VARCHAR(200) NOT NULL,
	token_id VARCHAR(40) NOT NULL,
	token VARCHAR(100) NOT NULL,
	model VARCHAR(200) NOT NULL,
	upstream_model VARCHAR(200) NOT NULL,
	channel_id VARCHAR(40) NOT NULL,
	channel VARCHAR(100) NOT NULL,
	dialect_in VARCHAR(40) NOT NULL,
	dialect_out VARCHAR(40) NOT NULL,
	stream BOOLEAN NOT NULL,
	status INTEGER NOT NULL,
	code VARCHAR(64) NOT NULL,
	error VARCHAR(2000) NOT NULL,
	attempts VARCHAR(16000) NOT NULL,
	ttfb_millis BIGINT NOT NULL,
	millis BIGINT NOT NULL,
	prompt_tokens BIGINT NOT NULL,
	completion_tokens BIGINT NOT NULL,
	cache_read_tokens BIGINT NOT NULL,
	cache_write_tokens BIGINT NOT NULL,
	reasoning_tokens BIGINT NOT NULL,
	estimated BOOLEAN NOT NULL,
	cost_nanos BIGINT NOT NULL,
	fidelity VARCHAR(16000) NOT NULL
);
CREATE INDEX tokens_log_at ON tokens_log (at_millis DESC);
CREATE TABLE tokens_hour (
	hour_millis BIGINT NOT NULL,
	token_id VARCHAR(40) NOT NULL,
	channel_id VARCHAR(40) NOT NULL,
	model VARCHAR(200) NOT NULL,
	token VARCHAR(100) NOT NULL,
	channel VARCHAR(100) NOT NULL,
	requests BIGINT NOT NULL,
	errors BIGINT NOT NULL,
	prompt_tokens BIGINT NOT NULL,
	completion_tokens BIGINT NOT NULL,
	cached_tokens BIGINT NOT NULL,
	cost_nanos BIGINT NOT NULL,
	millis BIGINT NOT NULL,
	PRIMARY KEY (hour_millis, token_id, channel_id, model)
);
CREATE TABLE tokens_state (
	id INTEGER NOT NULL PRIMARY KEY,
	demo_made BOOLEAN NOT NULL,
	segment BIGINT NOT NULL,
	offset_bytes BIGINT NOT NULL,
	log_from_millis BIGINT NOT NULL
);
INSERT INTO tokens_state (id, demo_made, segment, offset_bytes, log_from_millis) VALUES (1, FALSE, 0, 0, 0);
