import { Page } from '../../html/layout/page.js';
import { Confirm } from '../../html/parts/confirm.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import type { ApiKeyPageDto } from './api-key.dto.js';
import { KeyState, permissionsOf } from './api-keys.view.js';

export const ApiKeyView = ({ model }: { model: ApiKeyPageDto }) => {
  const { Name, _links } = model;
  const revoke = _links['revoke']?.href;
  return (
    <Page title={Name} up={{ label: 'API keys', href: _links['list']?.href ?? '' }}>
      <Facts of={model} />
      {revoke === undefined ? (
        <p>It has been revoked{model['Revoke Reason'] === null ? '' : `: ${model['Revoke Reason']}`}. That is final.</p>
      ) : (
        <>
          <Form action={_links['self']?.href ?? ''} submit="Update API Key" class="form">
            <TextField label="Name" required value={Name} maxLength={100} hint="Where the key is used" />
          </Form>
          <Confirm label="Revoke" action={revoke} yes="Revoke it for ever">
            <p>Whatever uses this key, and every token got with it, is refused from then on. That cannot be undone.</p>
            <TextField label="Reason" maxLength={200} hint="Kept with the key" />
          </Confirm>
        </>
      )}
    </Page>
  );
};

const Facts = ({ of: key }: { of: ApiKeyPageDto }) => {
  const facts = [
    ['State', <KeyState state={key.State} />],
    ['Begins with', <code>{key.Prefix}</code>],
    ['May do', permissionsOf(key)],
    ['Where', key.Workspaces === null ? 'wherever its owner may' : `in workspaces ${key.Workspaces.join(', ')}`],
    ['Last used', <Time at={key['Last Used']} />],
    ['Ends', <Time at={key.Expires} />],
    ['Made', <Time at={key.Created} />],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
