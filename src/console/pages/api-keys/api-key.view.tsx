import { Page } from '../../html/layout/page.js';
import { Form } from '../../html/parts/form.js';
import { ModelField } from '../../html/parts/model-form.js';
import { Time } from '../../html/parts/time.js';
import { Facts } from '../../html/parts/facts.js';
import { seenOf } from '../../model/seen.js';
import type { ApiKeyDetailDto } from './api-key.dto.js';
import { keyValues } from './api-key-form.js';
import { ActionsOn } from './key-actions.view.js';
import { apiKeys } from './kinds.js';
import { KeyAudit, KeyUse } from './key-history.view.js';
import { EndOf, KeyState, permissionsOf } from './key-words.js';
import { OldSecrets } from './old-secrets.view.js';

export const ApiKeyView = ({ model }: { model: ApiKeyDetailDto }) => {
  const { Name, Purpose, _links, fields } = model;
  return (
    <Page title={Name} about={Purpose ?? undefined} up={{ label: 'API keys', href: _links['list']?.href ?? '' }}>
      <section class="panel">
        <KnownFacts of={model} />
        {model.State === 'revoked' && <p>It has been revoked{model['Revoke Reason'] === null ? '' : `: ${model['Revoke Reason']}`}. This is final.</p>}
        <OldSecrets of={model} kind={apiKeys} links={_links} />
        <ActionsOn kind={apiKeys} links={_links} history={model} />
      </section>
      <KeyUse of={model} />
      {fields.length > 0 && (
        <section class="panel">
          <h2>Name, permissions and expiry</h2>
          <Form action={_links['self']?.href ?? ''} submit="Update API Key" seen={seenOf(keyValues(model))}>
            {fields.map((field) => (
              <ModelField key={field.label} field={field} isPresent />
            ))}
          </Form>
        </section>
      )}
      <KeyAudit of={model} />
    </Page>
  );
};

const KnownFacts = ({ of: key }: { of: ApiKeyDetailDto }) => {
  const facts = [
    ['State', <KeyState of={key} />],
    ['Owner', key['Owner Name'] ?? 'the organisation'],
    ['Kind', key['Profile Key'] ? 'profile key' : key.Kind],
    ['Begins with', key.Prefix === null ? 'its maker chose the secret' : <code>{key.Prefix}</code>],
    ['May do', permissionsOf(key)],
    ['Where', whereOf(key)],
    ['Last used', <Time at={key['Last Used']} shows="both" />],
    [key.State === 'revoked' ? 'Ended' : 'Ends', <EndOf of={key} />],
    ['Created', <Time at={key.Created} shows="both" />],
    ...(key['Client Id'] === null ? [] : [['Client ID', <code>{key['Client Id']}</code>] as const]),
  ] as const;
  return <Facts facts={facts} />;
};

function whereOf({ 'Workspace Names': names, Kind }: ApiKeyDetailDto): string {
  if (names === null) return Kind === 'service' ? 'wherever its roles are' : 'wherever its owner may';
  return names.length === 0 ? 'nowhere' : names.join(', ');
}
