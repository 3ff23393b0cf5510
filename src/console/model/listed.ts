import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Page, PageQuery } from '../../platform/http/index.js';
import { LinkedDto, links, type Links, withQuery } from './links.js';

/** A list as a page shows it. */
export interface Listed<T> {
  readonly _links: Links;
  readonly items: T[];
}

/** One page of a list at `path`; `next` leads to the one after it, under the same filters. */
export function listed<Row, T>(path: string, query: PageQuery, { items, nextCursor }: Page<Row>, toItem: (row: Row) => T, others: Record<string, string | null> = {}): Listed<T> {
  const here = { ...query } as Record<string, string | number | undefined>;
  const next = nextCursor === null ? null : withQuery(path, { ...here, cursor: nextCursor });
  return { _links: links({ self: withQuery(path, here), next, ...others }), items: items.map(toItem) };
}

/** The class of a list of `item`, for the specification. */
export function ListOf<T>(item: Type<T>): Type<Listed<T>> {
  class ListDto extends LinkedDto implements Listed<T> {
    @ApiProperty({ type: [item], description: 'The items of this page; `_links.next` leads to the next one.' })
    items: T[];
  }
  Object.defineProperty(ListDto, 'name', { value: `${item.name}List` });
  return ListDto;
}
