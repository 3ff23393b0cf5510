import { Alike, type Load, select } from '../../platform/freshness/index.js';
import { idPattern, toId } from '../../platform/http/index.js';

/** What decisions need to know of an organisation. */
export interface OrganisationFacts {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly state: 'active' | 'disabled';
  readonly queryCredential: boolean;
  /** Of people who sign in. */
  readonly requireSecondFactor: boolean;
}

/** The same for all of its keys and people. */
const organisations = new Alike((text) => {
  const row = JSON.parse(text) as OrganisationFacts;
  return { ...row, queryCredential: Boolean(row.queryCredential), requireSecondFactor: Boolean(row.requireSecondFactor) };
});

const columns = 'id, slug, name, state, queryCredential, requireSecondFactor';

/** By id or slug: slugs begin with a letter. */
export function* loadOrganisation(reference: string): Load<OrganisationFacts | undefined> {
  const column = idPattern.test(reference) ? 'id' : 'slug';
  const parameter = column === 'id' ? toId(reference) : reference;
  const [row] = yield* select<OrganisationFacts>(`SELECT ${columns} FROM organisation WHERE ${column} = ?`, [parameter]);
  return row && organisations.of(JSON.stringify(row));
}
