import { useOrganisation, usePage } from '../../html/context/context.js';
import { navigationFor } from '../../html/layout/navigation.js';
import { Page } from '../../html/layout/page.js';
import { pagePath } from '../../model/links.js';
import type { OrganisationPageDto } from './organisation.dto.js';

export const HomeView = ({ model: { Name, Slug, id } }: { model: OrganisationPageDto }) => {
  const { caller } = usePage();
  const organisation = useOrganisation();
  const items = caller ? navigationFor(caller).flatMap((section) => section.items.filter(({ path }) => path !== '')) : [];
  return (
    <Page
      title={Name}
      about={
        <>
          Known as <code>{Slug}</code> in addresses, {id} in the API.
        </>
      }
    >
      <ul class="cards">
        {items.map(({ label, path }) => (
          <li key={path}>
            <a href={pagePath(organisation, path)}>
              <strong>{label}</strong>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
};
