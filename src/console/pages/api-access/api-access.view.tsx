import { Page } from '../../html/layout/page.js';
import { Confirm } from '../../html/parts/confirm.js';
import { CopyButton } from '../../html/parts/copy-button.js';
import { Facts } from '../../html/parts/facts.js';
import { SelectField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import { ActionsOn, overlaps } from '../api-keys/key-actions.view.js';
import { KeyAudit, KeyUse } from '../api-keys/key-history.view.js';
import { KeyState } from '../api-keys/key-words.js';
import type { ApiAccessDetailDto } from './api-access.dto.js';
import { apiAccessForm } from './api-access-form.js';
import { AccessFields } from './making.view.js';
import { SecretField } from './secret-field.js';

export const ApiAccessView = ({ model }: { model: ApiAccessDetailDto }) => {
  const { Name, Purpose, _links, fields, Matrix } = model;
  return (
    <Page title={Name} about={Purpose ?? undefined} up={{ label: 'API access', href: _links['list']?.href ?? '' }}>
      <section class="panel">
        <KnownFacts of={model} />
        {model.State === 'revoked' && <p>It has been revoked{model['Revoke Reason'] === null ? '' : `: ${model['Revoke Reason']}`}. That is final.</p>}
        <ActionsOn model={model}>{_links['regenerate'] && <Regenerate action={_links['regenerate'].href} isOff={model.State === 'deactivated'} />}</ActionsOn>
      </section>
      <KeyUse of={model} />
      {fields.length > 0 && (
        <section class="panel">
          <h2>What it is</h2>
          <Form action={_links['update']?.href ?? ''} submit="Save">
            <AccessFields fields={fields} matrix={Matrix} />
          </Form>
        </section>
      )}
      <KeyAudit of={model} />
    </Page>
  );
};

const rolesOf = ({ Matrix: { rows, roles, others } }: ApiAccessDetailDto): string => {
  const names = new Map(roles.map(({ id, Name }) => [id, Name]));
  const held = rows.flatMap(({ Name, cells }) => cells.filter((cell) => cell.held).map(({ Role: role }) => `${names.get(role)} in ${Name}`));
  return [...held, ...(others.length > 0 ? [`${others.length} more`] : [])].join(', ') || 'none';
};

const KnownFacts = ({ of: key }: { of: ApiAccessDetailDto }) => {
  const clientId = key['Client Id'] ?? '';
  const facts = [
    ['State', <KeyState of={key} />],
    [
      'Client id',
      <>
        <code>{clientId}</code> <CopyButton text={clientId} />
      </>,
    ],
    ['Roles', rolesOf(key)],
    ['Secret begins with', key.Prefix === null ? 'its maker chose it' : <code>{key.Prefix}</code>],
    ['Last used', <Time at={key['Last Used']} />],
    ['Ends', <Time at={key.Expires} />],
    ['Made', <Time at={key.Created} />],
  ] as const;
  return <Facts facts={facts} />;
};

const secret = apiAccessForm.find(({ name }) => name === 'clientSecret');

const Regenerate = ({ action, isOff }: { action: string; isOff: boolean }) => (
  <Confirm label="Regenerate" action={action} yes="Give it a new secret" mild>
    <p>{isOff ? 'It is active from then on, with the new secret alone; its client id stays.' : 'The client id stays. Choose how long the old secret goes on working beside the new one.'}</p>
    {!isOff && <SelectField label="Overlap Seconds" required options={overlaps} value="86400" hint="When the old secret ends" />}
    {secret && <SecretField field={{ ...secret, label: 'Client Secret' }} />}
  </Confirm>
);
