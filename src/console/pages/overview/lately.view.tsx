import type { OverviewDto } from '../../../features/overview/index.js';
import { usePage } from '../../html/context/context.js';
import { type Bar, BarPlot } from '../../html/plots/bar-plot.js';
import { Table } from '../../html/parts/table.js';
import { Actor, Subject } from '../../html/names/thing.js';
import { Time } from '../../html/parts/time.js';
import type { Links } from '../../model/links.js';
import { numberOf } from './number-of.js';

type Refused = NonNullable<OverviewDto['refused']>;

const dayMs = 86_400_000;
const daysShown = 14;

const series = [
  { label: 'lacked a permission', tone: 'plain' },
  { label: 'credential not taken', tone: 'bad' },
] as const;

/** Each day of the plot, those without refusals too. */
function barsOf({ days }: Refused, now: number): Bar[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: daysShown }, (_, i) => {
    const label = new Date(now - (daysShown - 1 - i) * dayMs).toISOString().slice(0, 10);
    const { permissionMissing = 0, credentialRefused = 0 } = byDay.get(label) ?? {};
    return { label, values: [permissionMissing, credentialRefused] };
  });
}

/** What was turned away, by day. */
export const LatelyRefused = ({ of: refused, links }: { of: Refused; links: Links }) => {
  const { now } = usePage();
  return (
    <section>
      <h2>Refused calls</h2>
      {refused.count === 0 ? (
        <p>No call was refused in the last 14 days.</p>
      ) : (
        <>
          <BarPlot title="Refused calls of the last 14 days" series={series} bars={barsOf(refused, now)} unit="calls" />
          <p>
            <a href={links['refusals']?.href}>{refused.count === 1 ? 'The refusal' : `The ${numberOf(refused)} refusals`}, and why</a>
          </p>
        </>
      )}
    </section>
  );
};

/** What was done last. */
export const LatelyDone = ({ events, links }: { events: NonNullable<OverviewDto['audit']>; links: Links }) => (
  <section>
    <h2>Lately</h2>
    <Table
      caption="What was done last"
      columns={[
        { title: 'When', cell: ({ occurredAt }) => <Time at={occurredAt} /> },
        { title: 'Who', cell: ({ actor }) => <Actor {...actor} /> },
        { title: 'What', cell: ({ action, result }) => (result === 'done' ? action : `${action}: ${result}`) },
        { title: 'To what', cell: (event) => <Subject {...event} /> },
      ]}
      rows={events}
      rowId={({ id }) => id}
      empty={null}
    />
    <p>
      <a href={links['audit']?.href}>All that was done</a>
    </p>
  </section>
);
