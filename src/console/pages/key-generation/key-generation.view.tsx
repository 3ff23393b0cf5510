import { Page } from '../../html/layout/page.js';
import { Badge, type Tone } from '../../html/parts/badge.js';
import { Menu } from '../../html/parts/menu.js';
import { Form } from '../../html/parts/form.js';
import { type Column, Table } from '../../html/parts/table.js';
import type { KeyGenerationDto, KeyGenerationResultDto, KeyGenerationResultsDto } from './key-generation.dto.js';

const whyWords = { everyone: 'everybody', 'super-role': 'super role', own: 'enabled', group: 'through a group' } as const;

/** Whether somebody may make keys, and why, in a word or two. */
export const MayGenerate = ({ of: { may, ways } }: { of: KeyGenerationDto }) => {
  if (!may) return <Badge>no</Badge>;
  return (
    <>
      <Badge tone="good">yes</Badge> <span class="faint">{ways.map((way) => whyWords[way]).join(', ')}</span>
    </>
  );
};

/** What can be done with those that are ticked in the table whose boxes belong to the form `id`; `all`: with all that are found. */
export const KeyGenerationMenu = ({ id, action, all }: { id: string; action: string; all?: readonly { label: string; href: string }[] }) => (
  <Form action={action} id={id} class="bulk">
    <Menu label="⋮ With those selected" title="Actions">
      <ul>
        <li>
          <button type="submit" class="link" name="Enabled" value="true">
            Enable API key generation
          </button>
        </li>
        <li>
          <button type="submit" class="link" name="Enabled" value="false">
            Disable API key generation
          </button>
        </li>
        {all?.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </Menu>
  </Form>
);

const shown: Readonly<Record<KeyGenerationResultDto['Outcome'], { readonly tone: Tone; readonly text: (enabled: boolean) => string }>> = {
  enabled: { tone: 'good', text: () => 'enabled' },
  disabled: { tone: 'warn', text: () => 'disabled' },
  already: { tone: 'plain', text: (enabled) => (enabled ? 'was enabled already' : 'was not enabled') },
  failed: { tone: 'bad', text: () => 'failed' },
};

const columnsFor = ({ Kind, Enabled, _links }: KeyGenerationResultsDto): readonly Column<KeyGenerationResultDto>[] => [
  {
    title: Kind === 'user' ? 'User' : 'Group',
    cell: ({ id, Name, Outcome }) => (Outcome === 'failed' ? <span class="faint">{id}</span> : <a href={`${_links['list']?.href}${id}/`}>{Name}</a>),
  },
  { title: 'Result', cell: ({ Outcome }) => <Badge tone={shown[Outcome].tone}>{shown[Outcome].text(Enabled)}</Badge> },
  ...(Kind === 'user' && Enabled ? [{ title: 'Told by mail', cell: ({ Mailed }: KeyGenerationResultDto) => (Mailed ? 'yes' : <span class="faint">no</span>) }] : []),
  { title: 'Note', cell: ({ Note }) => Note ?? '' },
];

/** What has become of each. */
export const ResultsTable = ({ of: results }: { of: KeyGenerationResultsDto }) => (
  <Table caption="Results" columns={columnsFor(results)} rows={results.items} rowId={({ id }) => id} empty={<p>Nobody was named.</p>} />
);

/** Shown by the answer to the form. */
export const KeyGenerationResultsView = ({ model }: { model: KeyGenerationResultsDto }) => {
  const { Enabled, Kind, Mails, items, _links } = model;
  const done = items.filter(({ Outcome }) => Outcome === (Enabled ? 'enabled' : 'disabled')).length;
  const already = items.filter(({ Outcome }) => Outcome === 'already').length;
  const failed = items.filter(({ Outcome }) => Outcome === 'failed').length;
  return (
    <Page
      title={Enabled ? 'API key generation enabled' : 'API key generation disabled'}
      up={{ label: Kind === 'user' ? 'Users' : 'Groups', href: _links['list']?.href ?? '' }}
      call={{ method: 'POST', body: { ids: items.map(({ id }) => id), Enabled } }}
    >
      <p class={failed > 0 ? 'note' : 'flash'} role="status">
        {[`${done} changed`, `${already} already so`, ...(failed > 0 ? [`${failed} failed`] : []), ...(Enabled ? [Mails === 1 ? '1 mail is on its way' : `${Mails} mails are on their way`] : [])].join(' · ')}
      </p>
      <ResultsTable of={model} />
      <p>
        <a role="button" href={_links['list']?.href}>
          Done
        </a>
      </p>
    </Page>
  );
};
