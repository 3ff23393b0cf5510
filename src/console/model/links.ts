import { ApiProperty } from '@nestjs/swagger';
import type { CallerOrganisation } from '../../access/index.js';
import { withoutSecret } from './without-secret.js';

export class LinkDto {
  /**
   * The address of a page.
   * @example "/org/megacorp/problem/"
   */
  href: string;
}

/** Where one can go from a page, by name. */
export type Links = Record<string, LinkDto>;

/** What every page has. */
export abstract class LinkedDto {
  @ApiProperty({
    name: '_links',
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/LinkDto' },
    description: 'Where one can go from here, by name.',
  })
  _links: Links;
}

/** The address of a page of an organisation. */
export const pagePath = ({ slug }: Pick<CallerOrganisation, 'slug'>, ...parts: readonly (string | number)[]): string => `/org/${[slug, ...parts].join('/')}/`;

/** `links({ self: '/org/…' })`; what has no address is left out. */
export const links = (addresses: Record<string, string | null | undefined>): Links =>
  Object.fromEntries(Object.entries(addresses).flatMap(([name, href]) => (href == null ? [] : [[name, { href }]])));

/** The address of a list with these parameters; empty ones are left out, and of an API key all but its prefix. */
export function withQuery(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value == null || value === '' ? [] : [[name, withoutSecret(String(value))]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
