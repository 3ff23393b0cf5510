import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, SelectFilter } from '../../html/parts/filters.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { RefusalListDto, RefusalPageDto } from './refusal.dto.js';
import { reasonOf, reasonOptions } from './reasons.js';

const whoOf = (refusal: RefusalPageDto): string => refusal['API Key Name'] ?? refusal['User Login'] ?? refusal['API Key'] ?? refusal.User ?? 'somebody';

const columns: readonly Column<RefusalPageDto>[] = [
  { title: 'When', cell: ({ Time: at, _links }) => <a href={_links['self']?.href}><Time at={at} /></a> },
  { title: 'Who', cell: (refusal) => <strong>{whoOf(refusal)}</strong> },
  { title: 'Why', cell: (refusal) => (refusal['Missing Permissions'].length > 0 ? <>lacks {refusal['Missing Permissions'].map((name) => <code key={name}>{name}</code>)}</> : reasonOf(refusal.Why)) },
  { title: 'Where', cell: ({ Why, Workspace }) => (Why !== 'permission-missing' ? '–' : Workspace === null ? 'whole organisation' : `workspace ${Workspace}`) },
  { title: 'From', cell: ({ Address }) => <span class="faint">{Address}</span> },
];

export const RefusalsView = ({ model: { items, _links } }: { model: RefusalListDto }) => (
  <Page
    title="Refusals"
    about="Calls that were turned away in the last 30 days. Open one to see why, and to mend it."
    actions={
      <a role="button" href={_links['try']?.href}>
        Try a call
      </a>
    }
  >
    <Filters>
      <SearchFilter name="decisionId" label="The decision id of a refusal" />
      <SelectFilter name="code" label="Reason" options={reasonOptions} />
      <SearchFilter name="apiKeyId" label="Id of an API key" />
      <SearchFilter name="userId" label="Id of a user" />
    </Filters>
    <Table
      caption="Refusals"
      columns={columns}
      rows={items}
      rowId={({ id }) => id}
      empty={
        <Empty title="Nothing was refused">
          <p>
            No call was turned away, or none that fits. To find out what somebody could do, <a href={_links['try']?.href}>try a call</a>.
          </p>
        </Empty>
      }
    />
    <Pager next={_links['next']?.href} />
  </Page>
);
