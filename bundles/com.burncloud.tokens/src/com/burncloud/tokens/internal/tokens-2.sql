ALTER TABLE tokens_state ADD COLUMN rows_segment BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE tokens_state ADD COLUMN rows_offset_bytes BIGINT DEFAULT 0 NOT NULL;
-- Before this version rows and sums went together.
UPDATE tokens_state SET rows_segment = segment, rows_offset_bytes = offset_bytes;
