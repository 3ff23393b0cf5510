import type { Caller } from '../../../access/index.js';
import { pagePath } from '../../model/links.js';
import { Menu } from '../parts/menu.js';
import { Token } from '../parts/token.js';
import { usePage } from '../context/context.js';
import { isCurrent, navigationFor, type NavigationItem } from './navigation.js';

/** The name of the product, where one is, and who. */
export const TopBar = () => {
  const { caller } = usePage();
  return (
    <header class="top">
      <a class="brand" href={caller?.organisation ? pagePath(caller.organisation) : '/org/'}>
        <Mark /> Latchkey
      </a>
      {caller && <Organisations caller={caller} />}
      {caller && <Person caller={caller} />}
    </header>
  );
};

/** A key. */
const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <rect width="32" height="32" rx="7" class="mark-ground" />
    <g class="mark-lines">
      <circle cx="11" cy="16" r="4.6" />
      <path d="M15.6 16H26M22 16v4.4M26 16v3" />
    </g>
  </svg>
);

const Organisations = ({ caller }: { caller: Caller }) => {
  const { organisations } = usePage();
  const here = caller.organisation;
  if (organisations.length < 2) return here ? <span class="where">{here.name}</span> : null;
  return (
    <Menu label={here?.name ?? 'Choose an organisation'} title="Organisations">
      <ul>
        {organisations.map((organisation) => (
          <li key={organisation.id}>
            <a href={pagePath(organisation)} aria-current={organisation.id === here?.id ? 'true' : undefined}>
              {organisation.name}
            </a>
          </li>
        ))}
        <li>
          <a href="/org/">All organisations</a>
        </li>
      </ul>
    </Menu>
  );
};

const Person = ({ caller }: { caller: Caller }) => (
  <Menu label={caller.account?.login ?? caller.key?.name ?? 'You'} title="You" end>
    <ul>
      {caller.organisation && (
        <>
          <li>
            <a href={pagePath(caller.organisation, 'profile')}>Your profile</a>
          </li>
          <li>
            <a href={pagePath(caller.organisation, 'profile/security')}>Security</a>
          </li>
        </>
      )}
      {!caller.organisation && (
        <li>
          <a href="/account/">Your account</a>
        </li>
      )}
      {caller.account?.operator && (
        <li>
          <a href="/accounts/">Accounts of this server</a>
        </li>
      )}
      <li>
        <a href="/api">API explorer</a>
      </li>
      <li>
        <form method="post" action="/sign-out">
          <Token />
          <button type="submit" class="link">
            Sign out
          </button>
        </form>
      </li>
    </ul>
  </Menu>
);

/** Every page that is one step away; on narrow screens it folds. */
export const Sidebar = ({ caller }: { caller: Caller }) => {
  const { path } = usePage();
  const slug = caller.organisation?.slug ?? '';
  const link = (item: NavigationItem) => (
    <li key={item.path}>
      <a href={item.path === '' ? `/org/${slug}/` : `/org/${slug}/${item.path}/`} aria-current={isCurrent(item, slug, path) ? 'page' : undefined}>
        {item.label}
      </a>
    </li>
  );
  return (
    <nav class="side" aria-label="Pages">
      <input type="checkbox" id="unfold" class="unfold" aria-label="Show the pages" />
      <label for="unfold" class="unfold-label" aria-hidden="true">
        Pages
      </label>
      <div class="side-items">
        {navigationFor(caller).map(({ title, items }) => (
          <div key={title}>
            {title !== null && <p class="side-title">{title}</p>}
            <ul>{items.map(link)}</ul>
          </div>
        ))}
      </div>
    </nav>
  );
};
