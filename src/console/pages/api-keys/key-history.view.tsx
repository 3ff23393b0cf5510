import type { AuditEventDto } from '../../../features/audit/index.js';
import { usePage } from '../../html/context/context.js';
import { type Bar, BarPlot } from '../../html/plots/bar-plot.js';
import { Empty } from '../../html/parts/empty.js';
import { Table } from '../../html/parts/table.js';
import { Actor } from '../../html/names/thing.js';
import { Time } from '../../html/parts/time.js';
import type { KeyHistoryDto } from './api-key.dto.js';

const dayMs = 86_400_000;
const daysShown = 30;

const series = [
  { label: 'allowed', tone: 'good' },
  { label: 'refused', tone: 'bad' },
] as const;

/** Each day of the plot, those without calls too. */
function barsOf(usage: KeyHistoryDto['Usage'], now: number): Bar[] {
  const byDay = new Map(usage.map((count) => [count.startsAt.slice(0, 10), count]));
  return Array.from({ length: daysShown }, (_, i) => {
    const label = new Date(now - (daysShown - 1 - i) * dayMs).toISOString().slice(0, 10);
    const { allowed = 0, refused = 0 } = byDay.get(label) ?? {};
    return { label, values: [allowed, refused] };
  });
}

/** Its calls by day and result, and the last one. */
export const KeyUse = ({ of: key }: { of: KeyHistoryDto }) => {
  const { now } = usePage();
  return (
    <>
      <h2>Use</h2>
      {key.Usage.length === 0 ? (
        <Empty title={key['Last Use'] === null ? 'It was never used' : 'Not used in the last 30 days'}>
          <p>{key['Last Use'] === null ? 'Calls are counted here by day and result. Uses appear here after some seconds.' : <LastUse of={key['Last Use']} />}</p>
        </Empty>
      ) : (
        <>
          <BarPlot title="Calls in the last 30 days" series={series} bars={barsOf(key.Usage, now)} unit="calls" />
          <p>{key['Last Use'] && <LastUse of={key['Last Use']} />}</p>
        </>
      )}
    </>
  );
};

const LastUse = ({ of: { usedAt, address, userAgent, permission, result } }: { of: NonNullable<KeyHistoryDto['Last Use']> }) => (
  <>
    Last used <Time at={usedAt} /> from <code>{address}</code>
    {userAgent !== '' && (
      <>
        {' '}
        with <code>{userAgent}</code>
      </>
    )}
    {permission !== null && (
      <>
        {' '}
        for <code>{permission}</code>
      </>
    )}
    , {result}.
  </>
);

/** Who would notice that it has ended. */
export const LatelyUsed = ({ of: key }: { of: KeyHistoryDto }) => {
  const { now } = usePage();
  const week = key.Usage.filter(({ startsAt }) => Date.parse(startsAt) > now - 7 * dayMs);
  const calls = week.reduce((sum, { allowed, refused }) => sum + allowed + refused, 0);
  if (key['Last Use'] === null) return <p>It was never used. Uses appear here after some seconds.</p>;
  return (
    <p class={calls > 0 ? 'note' : undefined}>
      {calls === 0 ? 'No calls in the last seven days. ' : `${calls} ${calls === 1 ? 'call' : 'calls'} in the last seven days. `}
      <LastUse of={key['Last Use']} />
    </p>
  );
};

/** The role that was given to it or taken from it, and where. */
function roleIn({ subject, references, details }: AuditEventDto): string | null {
  if (subject.kind !== 'role-assignment') return null;
  const named = (kind: string) => references.find((reference) => reference.kind === kind)?.name;
  const there = named('workspace-role') ?? subject.name;
  // What is assigned no longer goes by its role alone.
  return there === details?.['role'] ? `${there} in ${named('workspace') ?? 'the whole organisation'}` : there;
}

/** What was done to it, for those who may read the audit trail. */
export const KeyAudit = ({ of: { Audit } }: { of: KeyHistoryDto }) =>
  Audit === null ? null : (
    <>
      <h2>Audit</h2>
      <Table
        caption="What was done to this key"
        columns={[
          { title: 'When', cell: ({ occurredAt }) => <Time at={occurredAt} shows="exact" /> },
          {
            title: 'What',
            cell: (event) => (
              <>
                {event.result === 'done' ? event.action : `${event.action}: ${event.result}`} <span class="faint">{roleIn(event)}</span>
              </>
            ),
          },
          { title: 'Who', cell: ({ actor }) => <Actor {...actor} /> },
          { title: 'From', cell: ({ address }) => address },
        ]}
        rows={Audit}
        rowId={({ id }) => id}
        empty={<Empty title="Nothing recorded" />}
      />
    </>
  );
