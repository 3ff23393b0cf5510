import { Page } from '../../html/layout/page.js';
import { useOrganisation } from '../../html/context/context.js';
import { Badge, type Tone } from '../../html/parts/badge.js';
import { CopyButton } from '../../html/parts/copy-button.js';
import { Empty } from '../../html/parts/empty.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import type { ApiKeyListDto, ApiKeyPageDto, MadeApiKeyDto } from './api-key.dto.js';

const tones: Readonly<Record<string, Tone>> = { active: 'good', deactivated: 'warn', revoked: 'bad' };

export const KeyState = ({ state }: { state: string }) => <Badge tone={tones[state]}>{state}</Badge>;

/** What a key may do, in a few words. */
export const permissionsOf = ({ Kind, Permissions }: ApiKeyPageDto): string => {
  if (Permissions === null) return Kind === 'service' ? 'all that its roles hold' : 'all that its owner may do';
  return Permissions.length === 0 ? 'nothing' : Permissions.join(', ');
};

const columns: readonly Column<ApiKeyPageDto>[] = [
  { title: 'Name', cell: ({ Name, _links }) => <a href={_links['self']?.href}>{Name}</a> },
  { title: 'Kind', cell: ({ Kind }) => Kind },
  { title: 'State', cell: ({ State }) => <KeyState state={State} /> },
  { title: 'May do', cell: (key) => <span class="clamp">{permissionsOf(key)}</span> },
  { title: 'Last used', cell: (key) => <Time at={key['Last Used']} /> },
  { title: 'Ends', cell: ({ Expires }) => <Time at={Expires} /> },
];

export const ApiKeysView = ({ model: { items, _links } }: { model: ApiKeyListDto }) => (
  <Page
    title="API keys"
    about="Their names, never the keys: a key is shown once, when it is made."
    actions={
      <a role="button" href={_links['create']?.href}>
        Make an API key
      </a>
    }
  >
    <Table
      caption="API keys"
      columns={columns}
      rows={items}
      rowId={({ id }) => id}
      empty={
        <Empty title="No API keys">
          <p>A program that is to act for you needs one. Make one for each place where it will be used.</p>
        </Empty>
      }
    />
    <Pager next={_links['next']?.href} />
  </Page>
);

export const ApiKeyFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/api-key');
  return (
    <Page title="Make an API key" up={{ label: 'API keys', href: path }} call={{ method: 'POST', body: { Name: 'CI Server', Permissions: ['problem.read'] } }}>
      <ModelForm model={model} submit="Make the key" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};

/** Shown by the answer to the form, and by nothing else. */
export const MadeApiKeyView = ({ model: { key, Name, _links } }: { model: MadeApiKeyDto }) => (
  <Page title={`“${Name}” is made`} up={{ label: 'API keys', href: _links['list']?.href ?? '' }} call={null}>
    {key !== undefined && (
      <>
        <p role="alert">This is the key. It cannot be shown again: store it somewhere safe, and use it in one place only.</p>
        <p class="secret" data-shown-once={key}>
          <code>{key}</code>
          <CopyButton text={key} label="Copy the key" primary />
        </p>
        <p>
          Send it as <code>Authorization: Api-Key …</code>
        </p>
      </>
    )}
    <p>
      <a href={_links['self']?.href}>Go to the key</a>
    </p>
  </Page>
);
