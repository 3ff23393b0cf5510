import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Empty } from '../../html/parts/empty.js';
import { DayFilter, Filters, SearchFilter } from '../../html/parts/filters.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { AuditEventListDto, AuditEventPageDto } from './audit.dto.js';

const columns: readonly Column<AuditEventPageDto>[] = [
  { title: 'When', cell: ({ Time: at }) => <Time at={at} /> },
  { title: 'Who', cell: ({ Actor, _links }) => <Way to={_links['actor']?.href}>{Actor.name === '' ? Actor.kind : Actor.name}</Way> },
  {
    title: 'What',
    cell: ({ Action, Result, _links }) => (
      <>
        <Way to={_links['action']?.href}>{Action}</Way> {Result !== 'done' && <Badge tone="bad">{Result}</Badge>}
      </>
    ),
  },
  { title: 'To what', cell: ({ Subject, _links }) => <Way to={_links['subject']?.href}>{`${Subject.kind} ${Subject.id ?? ''}`}</Way> },
  { title: 'From', cell: ({ Address }) => <span class="faint">{Address === '' ? 'the server itself' : Address}</span> },
  { title: 'More', cell: (event) => <More of={event} /> },
];

const Way = ({ to, children }: { to: string | undefined; children: string }) => (to === undefined ? <>{children}</> : <a href={to}>{children}</a>);

const More = ({ of: { Details, Program, Request, Credential, _links } }: { of: AuditEventPageDto }) => (
  <details>
    <summary>Details</summary>
    {Details !== null && Object.keys(Details).length > 0 && (
      <pre tabIndex={0}>
        <code>{JSON.stringify(Details, null, 1)}</code>
      </pre>
    )}
    <p class="faint">
      {Credential && `with ${Credential.kind} ${Credential.id}, `}
      {Program !== '' && `${Program}, `}request {Request === '' ? 'none' : Request}
    </p>
    {_links['api-key'] && <a href={_links['api-key'].href}>The key</a>}
  </details>
);

export const AuditView = ({ model: { items, _links } }: { model: AuditEventListDto }) => {
  return (
    <Page
      title="Audit"
      about="Who did what, the newest first. Times are UTC."
      actions={
        <>
          <a role="button" class="secondary outline" href={_links['csv']?.href} download>
            Export CSV
          </a>
          <a role="button" class="secondary outline" href={_links['json-lines']?.href} download>
            Export JSON lines
          </a>
        </>
      }
    >
      <Filters>
        <SearchFilter name="actorName" label="Who, such as ada" />
        <SearchFilter name="action" label="What, such as api-key.revoke" />
        <SearchFilter name="subjectKind" label="Kind of thing, such as api-key" />
        <SearchFilter name="subjectId" label="Its id" />
        <DayFilter name="from" label="From" />
        <DayFilter name="to" label="To" />
      </Filters>
      <Table
        caption="Audit events"
        columns={columns}
        rows={items}
        rowId={({ id }) => id}
        empty={
          <Empty title="Nothing fits">
            <p>Nothing like this was done in the organisation, or not in this time.</p>
          </Empty>
        }
      />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};
