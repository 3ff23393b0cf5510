import { LinkedDto } from './links.js';

/** Something that is only pointed at. */
export class NamedDto extends LinkedDto {
  /**
   * Its id.
   * @example "1001"
   */
  id: string;

  /**
   * What it is called.
   * @example "Developers"
   */
  Name: string;
}
