/** The middle value, or the mean of the two in the middle; undefined when there is none or one of them is not known. */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (known.length === 0 || known.length < values.length) return undefined;
  const upper = known[Math.floor(known.length / 2)]!;
  const lower = known[Math.ceil(known.length / 2) - 1]!;
  return (lower + upper) / 2;
}
