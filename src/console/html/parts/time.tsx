import { usePage } from '../context/context.js';

const steps = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "3 hours ago", "in 2 days". */
export function relativeTime(instant: number, now: number): string {
  const seconds = Math.round((instant - now) / 1000);
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? [];
  return unit === undefined ? 'just now' : words.format(Math.trunc(seconds / size), unit);
}

/** "2026-01-31 12:00:05 UTC". */
export const exactTime = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const longForm = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** "31 January 2026 at 12:00 UTC". */
export const longTime = (instant: number): string => `${longForm.format(instant)} UTC`;

const dayForm = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** "31 January 2026", as it is in UTC. */
export const longDay = (instant: number): string => dayForm.format(instant);

interface TimeProps {
  readonly at: string | null;
  /** What stands for null. */
  readonly never?: string;
  /** `exact`: the exact time, and how long ago below it; `both`: the other way round. Left out: the exact one on hover alone, where the page of the thing tells it. */
  readonly shows?: 'exact' | 'both';
}

/** A time as people tell it, and exactly. */
export const Time = ({ at, never = 'never', shows }: TimeProps) => {
  const { now } = usePage();
  if (at === null) return <span class="faint">{never}</span>;
  const instant = Date.parse(at);
  const [relative, exact] = [relativeTime(instant, now), exactTime(instant)];
  return (
    <>
      <time dateTime={at} title={shows ? undefined : exact}>
        {shows === 'exact' ? exact : relative}
      </time>
      {shows && <small class="faint moment">{shows === 'exact' ? relative : exact}</small>}
    </>
  );
};
