import { useOrganisation } from '../../html/context/context.js';
import { SecretPage } from '../api-keys/secret-page.view.js';
import type { IssuedProfileKeyDto } from './profile.dto.js';
import { profilePath } from './profile-models.js';

export const IssuedKeyView = ({ model }: { model: IssuedProfileKeyDto }) => {
  const security = profilePath(useOrganisation(), 'security');
  return (
    <SecretPage thing="key" model={model} title={model.Generated ? 'Your key is generated' : 'Your key is renewed'} up={{ label: 'Security', href: security }} onward={{ label: 'Back to Security', href: security }}>
      {model.Generated ? 'This is the key of your profile. ' : 'This is the new key; the old one is refused already. '}
      Store it somewhere safe. You can see it again on its page, within five minutes of signing in.
    </SecretPage>
  );
};
