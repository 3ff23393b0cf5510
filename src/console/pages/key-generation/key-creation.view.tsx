import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Confirm } from '../../html/parts/confirm.js';
import { pagePath } from '../../model/links.js';
import type { KeyCreationDto } from './key-creation.dto.js';

/** Says who may make keys at all; whoever may change that can. */
export const KeyCreation = ({ everyone, action }: { everyone: boolean; action: string | undefined }) => (
  <div class={everyone ? 'note' : 'key-creation'}>
    {everyone && <p>At present everybody may create API keys here, whatever is enabled below.</p>}
    {action !== undefined && (
      <Confirm label={everyone ? 'Only those enabled may create keys' : 'Everybody may create keys'} action={action} yes={everyone ? 'Only those enabled' : 'Everybody'} mild>
        <p>{everyone ? 'From then on only those enabled can create and renew API keys. Keys that exist go on. Holders of the super role always may.' : 'Every member can then create API keys for what they may do, whatever is enabled.'}</p>
        <input type="hidden" name="Key Creation" value={everyone ? 'enabled' : 'everyone'} />
      </Confirm>
    )}
  </div>
);

/** Where a form comes back that did not work. */
export const KeyCreationView = ({ model }: { model: KeyCreationDto }) => {
  const users = model._links['users']?.href ?? '';
  return (
    <Page title="Who may create API keys" up={{ label: 'Users', href: users }} call={{ method: 'POST', body: { 'Key Creation': 'enabled' } }}>
      <KeyCreation everyone={model['Key Creation'] === 'everyone'} action={pagePath(useOrganisation(), 'organisation/key-creation')} />
    </Page>
  );
};
