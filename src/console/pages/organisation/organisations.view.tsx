import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import type { OrganisationListDto } from './organisation.dto.js';

export const OrganisationsView = ({ model: { items } }: { model: OrganisationListDto }) => (
  <Page title="Your organisations" about="Where your account is an active member.">
    {items.length === 0 ? (
      <Empty title="You are in no organisation">
        <p>
          Ask an administrator of one to add your login, then load this page again. <a href="/account/">Your account</a> is there all the same.
        </p>
      </Empty>
    ) : (
      <ul class="cards">
        {items.map(({ id, Name, Slug, _links }) => (
          <li key={id}>
            <a href={_links['self']?.href}>
              <strong>{Name}</strong>
              <span class="faint">
                {Slug} · {id}
              </span>
            </a>
          </li>
        ))}
      </ul>
    )}
  </Page>
);
