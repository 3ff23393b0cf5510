import { usePage } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, SelectFilter, useIsNarrowed } from '../../html/parts/filters.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Thing } from '../../html/names/thing.js';
import { Time } from '../../html/parts/time.js';
import type { OptionsDto } from './choosable.dto.js';
import type { RefusalListDto, RefusalPageDto } from './refusal.dto.js';
import { reasonOf, reasonOptions } from './reasons.js';
import { Refused } from './refused.view.js';


const columns: readonly Column<RefusalPageDto>[] = [
  { title: 'When', cell: ({ Time: at, _links }) => <a href={_links['self']?.href}><Time at={at} shows="exact" /></a> },
  { title: 'Who', cell: (refusal) => <Refused of={refusal} /> },
  { title: 'Why', cell: (refusal) => (refusal['Missing Permissions'].length > 0 ? <>lacks {refusal['Missing Permissions'].map((name) => <code key={name}>{name}</code>)}</> : reasonOf(refusal.Why)) },
  { title: 'Where', cell: ({ Why, Workspace, 'Workspace Name': name }) => (Why !== 'permission-missing' ? '–' : Workspace === null ? 'the whole organisation' : <Thing kind="workspace" id={Workspace} name={name} />) },
  { title: 'From', cell: ({ Address }) => <span class="faint">{Address}</span> },
];

export const RefusalsView = ({ model: { items, Keys, Users, _links } }: { model: RefusalListDto }) => (
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
      <SearchFilter name="decisionId" label="Decision id" />
      <SelectFilter name="code" label="Reason" options={reasonOptions} />
      <OneOf name="key" also="apiKeyId" label="API key" any="Any key, or none" of={Keys} />
      <OneOf name="user" also="userId" label="User" any="Anybody" of={Users} />
    </Filters>
    <Table
      caption="Refusals"
      columns={columns}
      rows={items}
      rowId={({ id }) => id}
      empty={<NoRefusals tryPath={_links['try']?.href} />}
    />
    <Pager next={_links['next']?.href} />
  </Page>
);

interface OneOfProps {
  readonly name: string;
  /** The name of the native API for it: links from elsewhere may say it. */
  readonly also: string;
  readonly label: string;
  readonly any: string;
  readonly of: OptionsDto;
}

/** To choose from where it is a short list; else to write, with what is offered meanwhile. */
const OneOf = ({ name, also, label, any, of: { options, complete } }: OneOfProps) => {
  const offered = options.map(({ value, description }) => ({ value, label: description }));
  if (complete) return <SelectFilter name={name} also={also} label={label} options={[{ value: '', label: any }, ...offered]} />;
  return <SearchFilter name={name} also={also} label={`${label}: name or id`} suggestions={offered} />;
};

const NoRefusals = ({ tryPath }: { tryPath: string | undefined }) => {
  const isNarrowed = useIsNarrowed();
  if (usePage().submitted) return null;
  return (
    <Empty title={isNarrowed ? 'Nothing fits' : 'Nothing was refused'}>
      <p>
        {isNarrowed ? 'No call like this was turned away in the last 30 days.' : 'No call was turned away in the last 30 days.'} To find out what somebody could do, <a href={tryPath}>try a call</a>.
      </p>
    </Empty>
  );
};
