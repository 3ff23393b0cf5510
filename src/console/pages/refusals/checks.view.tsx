import { Fragment } from 'preact';
import type { CheckDto, HeldDto } from '../../../features/decisions/index.js';
import { Badge } from '../../html/parts/badge.js';
import { type Column, Table } from '../../html/parts/table.js';
import { Thing } from '../../html/names/thing.js';

type Step = CheckDto & { readonly number: number };

/** What was looked at, in order; the first that did not pass decided. */
export const Checks = ({ checks }: { checks: readonly CheckDto[] }) => (
  <Table
    caption="The checks, in the order in which they were made"
    columns={columns}
    rows={checks.map((check, i) => ({ ...check, number: i + 1 }))}
    rowId={({ number }) => String(number)}
    empty={null}
  />
);

const columns: readonly Column<Step>[] = [
  { title: 'Step', cell: ({ number }) => number },
  { title: 'Check', cell: (step) => <QuestionOf step={step} /> },
  { title: 'Result', cell: ({ passed }) => <Badge tone={passed ? 'good' : 'bad'}>{passed ? 'passed' : 'not passed'}</Badge> },
  { title: 'Through', cell: (step) => <Through of={step} /> },
];

const questions: Readonly<Record<Exclude<CheckDto['check'], 'ceiling' | 'permission'>, string>> = {
  secret: 'The credential is genuine',
  state: 'It is neither deactivated nor revoked',
  'secret-state': 'This secret of the key has not ended',
  expiry: 'It has not expired',
  owner: 'Whoever it belongs to is active',
  workspace: 'The workspace exists',
};

const QuestionOf = ({ step: { check, ceiling = 'owner', ceilingId, ceilingName = null, permission = '' } }: { step: Step }) => {
  if (check === 'permission') return <><code>{permission}</code>: there is a permission of this name</>;
  if (check !== 'ceiling') return <>{questions[check]}</>;
  const holder = {
    owner: <>the user <Thing kind="user" id={ceilingId ?? null} name={ceilingName} /> holds it</>,
    'service-key': <>the roles of <Thing kind="api-key" id={ceilingId ?? null} name={ceilingName} /> hold it</>,
    key: <>the list of <Thing kind="api-key" id={ceilingId ?? null} name={ceilingName} /> holds it</>,
    token: 'the scope of the token holds it',
  };
  return (
    <>
      <code>{permission}</code>: {holder[ceiling]}
    </>
  );
};

const Through = ({ of: { check, held = [], passed } }: { of: Step }) => {
  if (check !== 'ceiling') return <span class="faint">–</span>;
  if (held.length === 0) return <span class="faint">nothing</span>;
  return (
    <>
      {!passed && 'elsewhere only: '}
      {held.map((source, i) => (
        <Fragment key={i}>
          {i > 0 && '; '}
          <Source of={source} />
        </Fragment>
      ))}
    </>
  );
};

const Source = ({ of: { kind, id, name, groupId, groupName, workspaceId, workspaceName } }: { of: HeldDto }) => (
  <>
    {kind} <Thing kind={kind === 'key' ? 'api-key' : kind} id={id} name={name} />
    {groupId !== null && (
      <>
        {' '}
        through the group <Thing kind="group" id={groupId} name={groupName} />
      </>
    )}{' '}
    {workspaceId === null ? (
      'everywhere'
    ) : (
      <>
        in <Thing kind="workspace" id={workspaceId} name={workspaceName} />
      </>
    )}
  </>
);
