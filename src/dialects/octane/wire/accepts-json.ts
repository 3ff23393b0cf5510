/** Whether an `Accept` header lets JSON through; the most specific range that fits says it (RFC 9110, 12.5.1). */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  const qualities = new Map(accept.split(',').map(readRange));
  return (qualities.get('application/json') ?? qualities.get('application/*') ?? qualities.get('*/*') ?? 0) > 0;
}

function readRange(text: string): [range: string, quality: number] {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.map((parameter) => /^q\s*=\s*([0-9.]+)$/.exec(parameter)?.[1]).find((found) => found !== undefined);
  return [range, quality === undefined ? 1 : Number(quality)];
}
