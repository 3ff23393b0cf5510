import type { OverviewDto } from '../../../features/overview/index.js';
import { useOrganisation, usePage } from '../../html/context/context.js';
import { navigationFor } from '../../html/layout/navigation.js';
import { Page } from '../../html/layout/page.js';
import { type Links, pagePath } from '../../model/links.js';
import { Attention } from '../overview/attention.view.js';
import { KeyNumbers, LastUsed } from '../overview/keys.view.js';
import { LatelyDone, LatelyRefused } from '../overview/lately.view.js';
import type { OrganisationHomeDto } from './organisation.dto.js';

export const HomeView = ({ model: { Name, Slug, id, Overview, _links } }: { model: OrganisationHomeDto }) => {
  const { keys, endingSoon, attention, refused, audit } = Overview;
  const seesNothing = [keys, refused, audit].every((part) => part === null);
  return (
    <Page
      title={Name}
      about={
        <>
          Known as <code>{Slug}</code> in addresses, {id} in the API.
        </>
      }
      actions={
        _links['api-key-create'] && (
          <a role="button" href={_links['api-key-create'].href}>
            Create an API key
          </a>
        )
      }
    >
      {keys && endingSoon && <KeyNumbers keys={keys} endingSoon={endingSoon} links={_links} />}
      {attention && <Attention found={attention} links={_links} />}
      {refused && <LatelyRefused of={refused} links={_links} />}
      <Lately overview={Overview} links={_links} />
      {seesNothing && <Ways />}
    </Page>
  );
};

/** What was done, beside what was used. */
const Lately = ({ overview: { audit, lastUsed }, links }: { overview: OverviewDto; links: Links }) =>
  (audit ?? lastUsed) === null ? null : (
    <div class={lastUsed && audit ? 'columns' : undefined}>
      {audit && <LatelyDone events={audit} links={links} />}
      {lastUsed && <LastUsed keys={lastUsed} />}
    </div>
  );

/** For those who see no numbers: where they can go. */
const Ways = () => {
  const { caller } = usePage();
  const organisation = useOrganisation();
  const items = caller ? navigationFor(caller).flatMap((section) => section.items.filter(({ path }) => path !== '')) : [];
  return (
    <ul class="cards">
      {items.map(({ label, path }) => (
        <li key={path}>
          <a href={pagePath(organisation, path)}>
            <strong>{label}</strong>
          </a>
        </li>
      ))}
    </ul>
  );
};
