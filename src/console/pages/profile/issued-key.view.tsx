import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { ShownOnce } from '../../html/parts/shown-once.js';
import type { IssuedProfileKeyDto } from './profile.dto.js';
import { profilePath } from './profile-models.js';

/** Shown by the answer to the form, and by nothing else. */
export const IssuedKeyView = ({ model: { key = '', Generated } }: { model: IssuedProfileKeyDto }) => {
  const security = profilePath(useOrganisation(), 'security');
  return (
    <Page title={Generated ? 'Your key is generated' : 'Your key is renewed'} up={{ label: 'Security', href: security }} call={null}>
      <ShownOnce text={key}>
        {Generated ? 'This is the key of your profile. ' : 'This is the new key; the old one is refused already. '}
        Store it somewhere safe. On its page you can see it again within 5 minutes of signing in.
      </ShownOnce>
      <p>
        <a role="button" class="secondary" href={security}>
          Back to Security
        </a>
      </p>
    </Page>
  );
};
