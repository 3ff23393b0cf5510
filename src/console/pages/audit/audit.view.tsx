import { usePage } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Empty } from '../../html/parts/empty.js';
import { DayFilter, Filters, SearchFilter, SelectFilter, useIsNarrowed } from '../../html/parts/filters.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Actor, kindWord, Subject } from '../../html/names/thing.js';
import { Time } from '../../html/parts/time.js';
import type { AuditEventListDto, AuditEventPageDto, AuditPersonDto } from './audit.dto.js';
import { EventDetails } from './event-details.view.js';

const columns: readonly Column<AuditEventPageDto>[] = [
  { title: 'When', cell: ({ Time: at }) => <Time at={at} shows="exact" /> },
  { title: 'Who', cell: ({ Actor: actor }) => <Actor {...actor} /> },
  {
    title: 'What',
    cell: ({ Action, Result, _links }) => (
      <>
        <a href={_links['action']?.href}>{Action}</a> {Result !== 'done' && <Badge tone="bad">{Result}</Badge>}
      </>
    ),
  },
  { title: 'To what', cell: ({ Subject: subject, References }) => <Subject subject={subject} references={References} /> },
  { title: 'From', cell: ({ Address }) => <span class="faint">{Address === '' ? 'the server itself' : Address}</span> },
];

/** By what things actions begin with, then the actions. */
const offered = (actions: readonly string[]): string[] => [...new Set(actions.flatMap((action) => [`${action.split('.')[0] ?? ''}.`, action]))];

export const AuditView = ({ model: { items, Person, Actions, Kinds, _links } }: { model: AuditEventListDto }) => {
  const { submitted } = usePage();
  return (
    <Page
      title={Person ? `Audit of ${Person.Name}` : 'Audit'}
      tabs={Person ? tabsOf(Person, _links) : undefined}
      about="Who did what, the newest first. Days and times are those of UTC."
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
        <SearchFilter name="who" also="actorName" label="Who: login or name" />
        <SearchFilter name="action" label="What: such as api-key." suggestions={offered(Actions)} />
        <SelectFilter name="subjectKind" label="Kind of thing" options={kindOptions(Kinds)} />
        <SearchFilter name="subjectId" label="Its id" />
        <DayFilter name="from" label="From" />
        <DayFilter name="to" label="To" />
      </Filters>
      {!submitted && <Table caption="Audit events" columns={columns} rows={items} rowId={({ id }) => id} more={(event) => <EventDetails of={event} />} empty={<NothingFits />} />}
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

/** What happened to somebody, and what that person did. */
const tabsOf = ({ Shown }: AuditPersonDto, { happened, done }: AuditEventListDto['_links']) => [
  { label: 'Happened to them', href: happened?.href ?? '', current: Shown === 'happened' },
  { label: 'Done by them', href: done?.href ?? '', current: Shown === 'done' },
];

/** In the words of the table; where two are called alike, the second says how it is written. */
function kindOptions(kinds: readonly string[]) {
  const isAlike = (kind: string) => kindWord(kind) !== kind.replaceAll('-', ' ') && kinds.includes(kindWord(kind));
  const options = kinds.map((kind) => ({ value: kind, label: isAlike(kind) ? `${kindWord(kind)} (${kind})` : kindWord(kind) }));
  return [{ value: '', label: 'Every kind of thing' }, ...options.toSorted((a, b) => a.label.localeCompare(b.label, 'en', { sensitivity: 'base' }))];
}

const NothingFits = () =>
  useIsNarrowed() ? (
    <Empty title="Nothing fits">
      <p>Nothing like this was done in the organisation, or not in this time.</p>
    </Empty>
  ) : (
    <Empty title="Nothing was done yet">
      <p>What people and programs change is told here, with who did it and from where.</p>
    </Empty>
  );
