const mostCharacters = 100;

/**
 * A text as it is searched and sorted: composed alike and without regard to case, at most 100 characters. Each character
 * is lowered by itself, so that what begins with a text still does afterwards. Databases cannot do it: SQLite lowers
 * ASCII alone.
 */
export const searchable = (text: string): string =>
  Array.from(text.normalize('NFC'), (character) => character.toLowerCase()).join('').slice(0, mostCharacters).toWellFormed();
