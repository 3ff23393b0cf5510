const mostNamed = 3;

/** Which of the names somebody may have meant, the nearest first: so few letters are other ones that it looks like a slip. */
export function nearest(misspelt: string, known: Iterable<string>): string[] {
  const most = Math.max(2, Math.floor(misspelt.length / 4));
  return [...known]
    .map((name) => ({ name, distance: distance(misspelt.toLowerCase(), name.toLowerCase()) }))
    .filter((each) => each.distance <= most)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, mostNamed)
    .map(({ name }) => name);
}

/** How many letters have to be added, taken away or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (b[j - 1] === letter ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
