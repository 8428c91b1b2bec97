/**
 * The database, step by step. A step that was shipped is never changed: what is to be different is a
 * further one. `PRAGMA user_version` holds how many have been taken.
 */
import { TOKENIZER } from './search-terms'

/**
 * Times are milliseconds since the epoch. A line's key is its start times `KEYS_PER_MS` and a number:
 * keys sort by time, so that the newest finds come first and a span of days is a range of keys.
 */
const FIRST = `
CREATE TABLE conversations (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- Given by the user; without it the first question stands in.
  title TEXT,
  pinned INTEGER NOT NULL DEFAULT 0,
  model TEXT,
  -- When it was gone on with last; NULL: never.
  continued_at INTEGER,
  -- When it was imported; NULL: it was held here.
  arrived_at INTEGER,
  -- By which its last session may be gone on with, as JSON.
  handle TEXT,
  -- Tokens, as JSON.
  usage TEXT,
  -- Since when it waits to be deleted for good; it can come back until then.
  deleted_at INTEGER
) STRICT;
CREATE INDEX conversations_by_start ON conversations (coalesce(continued_at, started_at));

CREATE TABLE lines (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
  -- Order of speaking; not dense.
  position INTEGER NOT NULL,
  speaker TEXT NOT NULL CHECK (speaker IN ('user', 'assistant')),
  channel TEXT NOT NULL CHECK (channel IN ('voice', 'typed')),
  text TEXT NOT NULL,
  -- What was said, where the user has changed it.
  original TEXT,
  started_at INTEGER NOT NULL,
  -- NULL while it may still grow.
  ended_at INTEGER,
  interrupted INTEGER NOT NULL DEFAULT 0,
  language TEXT,
  -- Whether the full-text index has its text.
  indexed INTEGER NOT NULL DEFAULT 0,
  UNIQUE (conversation, position)
) STRICT;
CREATE INDEX lines_unindexed ON lines (key) WHERE indexed = 0;

-- Holds no text of its own: a line's old text is given back to it when it changes.
CREATE VIRTUAL TABLE lines_index USING fts5 (
  text, content = '', prefix = '1 2 3', tokenize = "${TOKENIZER}"
);
-- What is deleted leaves the index at once, not with some later merge.
INSERT INTO lines_index (lines_index, rank) VALUES ('secure-delete', 1);

CREATE TABLE marks (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX marks_of ON marks (conversation, at);

CREATE TABLE frames (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  source_kind TEXT NOT NULL,
  source_name TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  thumbnail BLOB NOT NULL,
  -- Name of the whole picture below the folder of pictures, where the user keeps them.
  file TEXT
) STRICT;
CREATE INDEX frames_of ON frames (conversation, at);

CREATE TABLE events (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  -- rotation, gap, tool, source
  kind TEXT NOT NULL,
  -- As JSON, by kind.
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_of ON events (conversation, at);

CREATE TABLE recordings (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
  -- When its first sample was heard.
  started_at INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL DEFAULT 0,
  -- Name below the folder of recordings.
  file TEXT NOT NULL
) STRICT;
CREATE INDEX recordings_of ON recordings (conversation, started_at);
`

/** Each takes the database from the version that is its index to the next. */
export const MIGRATIONS: readonly string[] = [FIRST]
