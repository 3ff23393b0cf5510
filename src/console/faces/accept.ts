interface Range {
  readonly range: string;
  readonly quality: number;
}

/**
 * Whether an `Accept` header asks for JSON: it must name `application/json`, and not like HTML better (RFC 9110, 12.5.1).
 * Whatever takes anything gets pages.
 */
export function asksForJson(accept: string | undefined): boolean {
  if (!accept) return false;
  const ranges = accept.toLowerCase().split(',').map(readRange);
  const json = ranges.find(({ range }) => range === 'application/json');
  return json !== undefined && json.quality > 0 && json.quality >= htmlQuality(ranges);
}

function htmlQuality(ranges: readonly Range[]): number {
  const qualityOf = (name: string) => ranges.find(({ range }) => range === name)?.quality;
  return qualityOf('text/html') ?? qualityOf('text/*') ?? qualityOf('*/*') ?? 0;
}

function readRange(text: string): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.map((parameter) => /^q\s*=\s*(\d(?:\.\d*)?)$/.exec(parameter)?.[1]).find((found) => found !== undefined);
  return { range, quality: quality === undefined ? 1 : Number(quality) };
}
