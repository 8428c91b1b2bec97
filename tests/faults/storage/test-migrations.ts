/** Migrations as a later version may have them: to the next version, and each statement a step. */
import { MIGRATIONS } from '@main/transcript/library/migrations'

export const NEXT_STATEMENTS = [
  'CREATE TABLE topics (key INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT',
  `INSERT INTO topics (name) SELECT DISTINCT 'about ' || id FROM conversations`,
  'ALTER TABLE conversations ADD COLUMN topic INTEGER REFERENCES topics (key)',
  `UPDATE conversations SET topic = (SELECT key FROM topics WHERE name = 'about ' || id)`,
  'CREATE INDEX conversations_by_topic ON conversations (topic)',
  `UPDATE lines SET text = text || '!'`,
] as const

export const STEPS: readonly string[] = [...MIGRATIONS, ...NEXT_STATEMENTS]
