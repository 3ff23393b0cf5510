import { Menu } from '../../html/parts/menu.js';
import { usePage, useOrganisation } from '../../html/context/context.js';
import { pagePath } from '../../model/links.js';
import type { KeyList } from './key-lists.js';

/** The form that the boxes of a list of keys belong to. */
export const manyKeysForm = 'many-keys';

const words = { activate: 'Activate', deactivate: 'Deactivate', revoke: 'Revoke…' } as const;
const carried = ['owner', 'kind', 'state', 'search', 'expires'] as const;

interface MenuProps {
  readonly list: KeyList;
  /** The list does not end with this page: all that it finds are offered as well. */
  readonly goesOn: boolean;
}

/** What can be done with the keys that are ticked. It only asks: what changes something stands on the page it leads to. */
export const ManyKeysMenu = ({ list, goesOn }: MenuProps) => {
  const { searchParams } = new URL(usePage().path, 'http://here');
  const action = pagePath(useOrganisation(), 'organisation/api-key/bulk');
  const filters = carried.flatMap((name) => (searchParams.get(name) ? [[name, searchParams.get(name) as string] as const] : []));
  const forAll = (step: string) => `${action}?${new URLSearchParams([['action', step], ['found', 'true'], ['list', list], ...filters.map((each) => [...each])]).toString()}`;
  return (
    <form method="get" action={action} id={manyKeysForm} class="bulk">
      <input type="hidden" name="list" value={list} />
      {filters.map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <Menu label="⋮ With those selected" title="Actions">
        <ul>
          {(['deactivate', 'activate', 'revoke'] as const).map((step) => (
            <li key={step}>
              <button type="submit" class="link" name="action" value={step}>
                {words[step]}
              </button>
            </li>
          ))}
          {goesOn &&
            (['deactivate', 'activate', 'revoke'] as const).map((step) => (
              <li key={`all-${step}`}>
                <a href={forAll(step)}>{`${words[step].replace('…', '')} all that are found…`}</a>
              </li>
            ))}
        </ul>
      </Menu>
    </form>
  );
};
