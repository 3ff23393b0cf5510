import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Facts } from '../../html/parts/facts.js';
import { Time } from '../../html/parts/time.js';
import type { ProfilePageDto } from './profile.dto.js';
import { profileTabs } from './profile-tabs.js';

export const ProfileView = ({ model }: { model: ProfilePageDto }) => {
  const organisation = useOrganisation();
  const facts = [
    ['Login', model.Login],
    ['E-mail', model.Email],
    ['Display name', model['Display Name']],
    ['State', <Badge tone={model.State === 'active' ? 'good' : 'warn'}>{model.State}</Badge>],
    ['Last sign-in', <Time at={model['Last Sign In']} shows="both" />],
    ['Member since', <Time at={model.Created} shows="both" />],
    ['User id', <code>{model.id}</code>],
  ] as const;
  return (
    <Page title={model['Display Name']} about={`Who you are in ${organisation.name}.`} tabs={profileTabs(organisation, 'Profile')}>
      <section class="panel">
        <Facts facts={facts} />
      </section>
      <p class="faint">An administrator of the organisation changes how you are called here. What lets you in is yours: see Security.</p>
    </Page>
  );
};
