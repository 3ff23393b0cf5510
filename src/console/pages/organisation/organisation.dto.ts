import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

/** An organisation as whoever is let in sees it. */
export class OrganisationMembers {
  /**
   * The id of the organisation.
   * @example "1001"
   */
  id: string;

  /**
   * Its name for people.
   * @example "Megacorp"
   */
  name: string;

  /**
   * Its name in addresses.
   * @example "megacorp"
   */
  slug: string;
}

export class OrganisationPageDto extends LinkedType(OrganisationMembers, 'OrganisationBase') {}
export class OrganisationListDto extends ListOf(OrganisationPageDto) {}
