import type { CheckDto } from '../../../features/decisions/index.js';
import { Badge } from '../../html/parts/badge.js';
import { type Column, Table } from '../../html/parts/table.js';

/** Who a decision was about, as people call them. */
export interface Names {
  readonly key: string | null;
  readonly user: string | null;
}

type Step = CheckDto & { readonly number: number };

/** What was looked at, in order; the first that did not pass decided. */
export const Checks = ({ checks, names }: { checks: readonly CheckDto[]; names: Names }) => (
  <Table
    caption="The checks, in the order in which they were made"
    columns={columnsFor(names)}
    rows={checks.map((check, i) => ({ ...check, number: i + 1 }))}
    rowId={({ number }) => String(number)}
    empty={null}
  />
);

const columnsFor = (names: Names): Column<Step>[] => [
  { title: 'Step', cell: ({ number }) => number },
  { title: 'Check', cell: (step) => questionOf(step, names) },
  { title: 'Result', cell: ({ passed }) => <Badge tone={passed ? 'good' : 'bad'}>{passed ? 'passed' : 'not passed'}</Badge> },
  { title: 'Through', cell: (step) => <Through of={step} /> },
];

const questions: Readonly<Record<Exclude<CheckDto['check'], 'ceiling'>, string>> = {
  secret: 'The credential is genuine',
  state: 'It is neither deactivated nor revoked',
  expiry: 'It has not expired',
  owner: 'Whoever it belongs to is active',
  workspace: 'The workspace exists',
};

function questionOf({ check, ceiling, ceilingId, permission = '' }: Step, { key, user }: Names) {
  if (check !== 'ceiling') return questions[check];
  const holder = { owner: `the user ${user ?? ceilingId ?? ''} holds it`, 'service-key': `the roles of ${key ?? 'the key'} hold it`, key: 'the list of the key holds it', token: 'the scope of the token holds it' };
  return (
    <>
      <code>{permission}</code>: {holder[ceiling ?? 'owner']}
    </>
  );
}

const Through = ({ of: { check, held = [], passed } }: { of: Step }) => {
  if (check !== 'ceiling') return <span class="faint">–</span>;
  if (held.length === 0) return <span class="faint">nothing</span>;
  const places = held.map(({ kind, name, groupId, workspaceId }) =>
    [kind === 'role' ? `role ${name}` : `key ${name}`, groupId === null ? '' : ` through group ${groupId}`, workspaceId === null ? ' everywhere' : ` in workspace ${workspaceId}`].join(''),
  );
  return <>{passed ? places.join('; ') : `elsewhere only: ${places.join('; ')}`}</>;
};
