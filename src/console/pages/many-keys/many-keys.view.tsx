import { Page } from '../../html/layout/page.js';
import { Badge, type Tone } from '../../html/parts/badge.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { InParts } from '../../html/parts/in-parts.js';
import { type Column, Table } from '../../html/parts/table.js';
import { useOrganisation } from '../../html/context/context.js';
import { pagePath } from '../../model/links.js';
import type { KeyResultPageDto, ManyKeysDto, ManyKeysResultsDto } from './many-keys.dto.js';

type Step = ManyKeysDto['Action'];

const verbs: Readonly<Record<Step, string>> = { activate: 'Activate', deactivate: 'Deactivate', revoke: 'Revoke' };
const became: Readonly<Record<Step, string>> = { activate: 'active', deactivate: 'deactivated', revoke: 'revoked' };

const keysOf = (count: number): string => (count === 1 ? 'one key' : `${count} keys`);

/** The first of them by name, and how many are not named. */
const namesOf = (names: readonly string[], count: number): string => `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;

const consequences: Readonly<Record<Step, string>> = {
  activate: 'They are taken again from then on, as far as they have not ended.',
  deactivate: 'They are refused until they are activated again. Tokens that programs got with them end for good.',
  revoke: 'Whatever uses them is refused from then on, with every token got with them and every key made with them. This cannot be undone. They stay in the list, with the reason.',
};

/** What the next form has to say of which keys are meant. */
const Meant = ({ of: { Action, ids, Filters } }: { of: Pick<ManyKeysDto, 'Action' | 'ids' | 'Filters'> }) => (
  <>
    <input type="hidden" name="Action" value={Action} />
    {ids === null && <input type="hidden" name="found" value="true" />}
    {ids?.map((id) => (
      <input type="hidden" key={id} name="ids" value={id} />
    ))}
    {Object.entries(Filters).map(([name, value]) => (
      <input type="hidden" key={name} name={name} value={value} />
    ))}
  </>
);

/** Asks back before anything happens, and says who would notice. */
export const ManyKeysView = ({ model }: { model: ManyKeysDto }) => {
  const { Action, Total, ids, _links } = model;
  const title = `${verbs[Action]} ${ids === null ? 'all keys that are found' : 'the keys that are selected'}`;
  const body = { Action, ...(ids === null ? { found: true } : { ids }) };
  return (
    <Page title={title} up={{ label: 'Keys', href: _links['list']?.href ?? '' }} call={Total === 0 ? null : { method: 'POST', path: _links['submit']?.href, body }}>
      {Total === 0 ? <Nothing of={model} /> : <Question of={model} />}
    </Page>
  );
};

const Nothing = ({ of: { ids, _links } }: { of: ManyKeysDto }) => (
  <>
    <p class="alert" role="alert">
      {ids === null ? 'No key is found: nothing would be done.' : 'No key was chosen: tick a box first.'}
    </p>
    <a role="button" href={_links['list']?.href}>
      Back to the list
    </a>
  </>
);

const Question = ({ of: model }: { of: ManyKeysDto }) => {
  const { Action, Total, Names, _links } = model;
  return (
    <Form action={_links['submit']?.href ?? ''} submit={`${verbs[Action]} ${keysOf(Total)}`} danger={Action === 'revoke'} also={<a href={_links['list']?.href}>Cancel</a>} class="form">
      {Names.length > 0 && (
        <p>
          <strong>{namesOf(Names, Total)}</strong>
        </p>
      )}
      <p>{consequences[Action]}</p>
      {Action !== 'activate' && <LatelyUsed of={model} />}
      <p>Each key is judged by itself: one that you may not change keeps no other from it.</p>
      <Meant of={model} />
      {Action === 'revoke' && <TextField label="Reason" maxLength={200} hint="Kept with each of them" />}
    </Form>
  );
};

const LatelyUsed = ({ of: { Total, 'Lately Used': used, 'Lately Used Names': names } }: { of: ManyKeysDto }) => {
  if (used === 0) return <p>{Total === 1 ? 'It was not' : 'None of them was'} used in the last seven days, as far as that shows: uses appear here after some seconds.</p>;
  return (
    <p class="note">
      <strong>{`${used} of ${Total}`}</strong> {used === 1 ? 'was' : 'were'} used in the last seven days
      {names.length > 0 && `: ${namesOf(names, used)}`}.
    </p>
  );
};

/** How far it is, and what has become of each of this part. */
export const ManyKeysResultsView = ({ model }: { model: ManyKeysResultsDto }) => {
  const { Action, Reason, Failed, Done, Total, ids, items, _links } = model;
  const already = ids === null ? undefined : items.filter(({ outcome }) => outcome === 'already').length;
  const counts = [...(already === undefined ? [] : [`${already} already so`]), ...(Failed > 0 ? [`${Failed} failed`] : [])].join(' · ');
  return (
    <Page title={`${verbs[Action]} keys`} up={{ label: 'Keys', href: _links['list']?.href ?? '' }} call={null}>
      <InParts of={model} also={counts === '' ? undefined : counts} hasFailed={Failed > 0}>
        <Meant of={model} />
        {Reason !== null && <input type="hidden" name="Reason" value={Reason} />}
        <input type="hidden" name="Failed" value={String(Failed)} />
        <input type="hidden" name="Total" value={String(Total)} />
      </InParts>
      <h2>{Done > items.length ? `The last ${items.length}` : 'One by one'}</h2>
      <Results of={model} />
    </Page>
  );
};

const toneOf: Readonly<Record<KeyResultPageDto['outcome'], Tone>> = { changed: 'good', already: 'plain', failed: 'bad' };

const Results = ({ of: { Action, items } }: { of: ManyKeysResultsDto }) => {
  const organisation = useOrganisation();
  const said = { changed: became[Action], already: `was ${became[Action]} already`, failed: 'failed' };
  const columns: readonly Column<KeyResultPageDto>[] = [
    { title: 'Key', cell: ({ id, Name }) => (Name === null ? <span class="faint">{id}</span> : <a href={pagePath(organisation, 'organisation/api-key', id)}>{Name}</a>) },
    { title: 'Result', cell: ({ outcome }) => <Badge tone={toneOf[outcome]}>{said[outcome]}</Badge> },
    { title: 'Note', cell: ({ detail }) => detail ?? '' },
  ];
  return <Table caption="Results" columns={columns} rows={items} rowId={({ id }) => id} empty={<p>Nothing was to be done.</p>} />;
};
