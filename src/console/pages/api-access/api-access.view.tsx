import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { CopyButton } from '../../html/parts/copy-button.js';
import { Facts } from '../../html/parts/facts.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import { pagePath } from '../../model/links.js';
import { ActionsOn } from '../api-keys/key-actions.view.js';
import { KeyAudit, KeyUse } from '../api-keys/key-history.view.js';
import { EndOf, KeyState } from '../api-keys/key-words.js';
import { apiAccess } from '../api-keys/kinds.js';
import { OldSecrets } from '../api-keys/old-secrets.view.js';
import { seenOf } from '../../model/seen.js';
import type { ApiAccessDetailDto } from './api-access.dto.js';
import { accessValues, apiAccessForm } from './api-access-form.js';
import { AccessFields } from './making.view.js';
import { SecretField } from './secret-field.js';

export const ApiAccessView = ({ model }: { model: ApiAccessDetailDto }) => {
  const { Name, Purpose, _links, fields, Matrix } = model;
  return (
    <Page title={Name} about={Purpose ?? undefined} up={{ label: 'API access', href: _links['list']?.href ?? '' }}>
      <section class="panel">
        <KnownFacts of={model} />
        {model.State === 'revoked' && <p>It has been revoked{model['Revoke Reason'] === null ? '' : `: ${model['Revoke Reason']}`}. This is final.</p>}
        {model.State !== 'revoked' && heldIn(Matrix).length + Matrix.others.length === 0 && <NoRole mayGive={fields.length > 0} />}
        <OldSecrets of={model} kind={apiAccess} links={_links} />
        <ActionsOn kind={apiAccess} links={_links} history={model} comesBack={model.State === 'deactivated'} renewal={secret && <SecretField field={{ ...secret, label: 'Client Secret' }} />} />
      </section>
      <KeyUse of={model} />
      {fields.length > 0 && (
        <section class="panel" id="roles">
          <h2>Name, roles and expiry</h2>
          <Form action={_links['update']?.href ?? ''} submit="Update API access" seen={seenOf(accessValues(model))}>
            <AccessFields fields={fields} matrix={Matrix} />
          </Form>
        </section>
      )}
      <KeyAudit of={model} />
    </Page>
  );
};

const NoRole = ({ mayGive }: { mayGive: boolean }) => (
  <p class="note">
    It holds no role yet: it can do nothing. {mayGive ? <a href="#roles">Give it a role</a> : <a href={pagePath(useOrganisation(), 'organisation/role')}>Roles</a>}
    {!mayGive && ' are given by whoever made it, or manages all keys.'}
  </p>
);

const heldIn = ({ rows, roles }: ApiAccessDetailDto['Matrix']): string[] => {
  const names = new Map(roles.map(({ id, Name }) => [id, Name]));
  return rows.flatMap(({ Name, cells }) => cells.filter((cell) => cell.held).map(({ Role: role }) => `${names.get(role)} in ${Name}`));
};

const rolesOf = ({ Matrix }: ApiAccessDetailDto): string => {
  const [held, { others }] = [heldIn(Matrix), Matrix];
  return [...held, ...(others.length > 0 ? [`${others.length} more`] : [])].join(', ') || 'none';
};

const KnownFacts = ({ of: key }: { of: ApiAccessDetailDto }) => {
  const clientId = key['Client Id'] ?? '';
  const facts = [
    ['State', <KeyState of={key} />],
    [
      'Client ID',
      <>
        <code>{clientId}</code> <CopyButton text={clientId} />
      </>,
    ],
    ['Roles', rolesOf(key)],
    ['Secret begins with', key.Prefix === null ? 'its maker chose it' : <code>{key.Prefix}</code>],
    ['Last used', <Time at={key['Last Used']} shows="both" />],
    [key.State === 'revoked' ? 'Ended' : 'Ends', <EndOf of={key} />],
    ['Created', <Time at={key.Created} shows="both" />],
  ] as const;
  return <Facts facts={facts} />;
};

const secret = apiAccessForm.find(({ name }) => name === 'clientSecret');
