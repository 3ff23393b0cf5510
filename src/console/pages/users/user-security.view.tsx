import { useOrganisation } from '../../html/context/context.js';
import { pagePath } from '../../model/links.js';
import { MayGenerate } from '../key-generation/key-generation.view.js';
import { KeyGenerationSwitch } from '../key-generation/switch.view.js';
import type { UserPageDto } from './user.dto.js';
import { UserTabs } from './user-tabs.js';

export const UserSecurityView = ({ model }: { model: UserPageDto }) => {
  const organisation = useOrganisation();
  const standing = model['API Key Generation'];
  const action = model._links['key-generation']?.href;
  if (!standing || action === undefined) return <UserTabs user={model} current="security">{null}</UserTabs>;
  const { enabled, ways, groupIds } = standing;
  return (
    <UserTabs user={model} current="security" call={{ method: 'POST', path: action, body: { Enabled: !enabled } }}>
      <section class="panel">
        <h2>Developer tools</h2>
        <KeyGenerationSwitch action={action} enabled={enabled}>
          Lets {model['Display Name']} make and renew API keys. Who gains it is told by mail, if they have signed in before. Switched off, keys already made go on.
        </KeyGenerationSwitch>
        <p>
          May create API keys now: <MayGenerate of={standing} />
        </p>
        {ways.includes('super-role') && <p class="note">Holders of the super role always may; that cannot be switched off.</p>}
        {ways.includes('everyone') && <p class="note">Everybody may create API keys in this organisation at present, whatever is switched here.</p>}
        {groupIds.length > 0 && (
          <p class="note">
            It is enabled for {groupIds.length === 1 ? 'a group' : 'groups'} of this user as well:{' '}
            {groupIds.map((id, i) => (
              <>
                {i > 0 && ', '}
                <a href={pagePath(organisation, 'organisation/group', id)}>group {id}</a>
              </>
            ))}
          </p>
        )}
      </section>
    </UserTabs>
  );
};
