import { type Sql, sql } from './sql.js';

/** How the database at hand finds text by a pattern with regard to case. */
export type Matching = 'like' | 'glob';

/**
 * The text is `parts` with anything between them. LIKE regards case on MariaDB (whose columns compare byte by byte)
 * but not on SQLite, where GLOB does; neither works on both.
 */
export function matches(text: Sql, parts: readonly string[], matching: Matching): Sql {
  if (matching === 'glob') return sql`${text} GLOB ${parts.map((part) => part.replace(/[*?[]/g, '[$&]')).join('*')}`;
  return sql`${text} LIKE ${parts.map((part) => part.replace(/[!%_]/g, '!$&')).join('%')} ESCAPE '!'`;
}
