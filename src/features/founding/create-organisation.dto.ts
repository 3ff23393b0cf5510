import { IsName, IsSlug } from '../../platform/http/index.js';

export class CreateOrganisationRequest {
  /**
   * Its name in addresses: a-z, 0-9 and `-`, beginning with a letter.
   * @example "megacorp"
   */
  @IsSlug()
  slug: string;

  /**
   * Its name for people.
   * @example "Megacorp"
   */
  @IsName()
  name: string;
}
