import { Page } from '../../html/layout/page.js';
import { Facts } from '../../html/parts/facts.js';
import type { OwnAccountPageDto } from './profile.dto.js';
import { profileTabs } from './profile-tabs.js';
import { Secrets, Sessions } from './security.view.js';

export const AccountView = ({ model }: { model: OwnAccountPageDto }) => (
  <Page title="Your account" about="What lets you in, whatever organisation you are in." tabs={profileTabs(null, 'Security')} call={{ person: true }}>
    <Facts
      panel
      facts={[
        ['Login', model.Login],
        ['E-mail', model.Email],
        ['May', model.Operator ? 'look after the accounts of this server, and make organisations' : 'what organisations let you'],
        ['Organisations', <a href={model._links['organisations']?.href}>Yours</a>],
        ...(model._links['accounts'] ? [['Accounts', <a href={model._links['accounts'].href}>All of this server</a>] as const] : []),
      ]}
    />
    <Secrets model={model} />
    <Sessions model={model} />
  </Page>
);
