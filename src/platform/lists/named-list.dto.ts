import { IsIn } from 'class-validator';
import { Optional, PageQuery } from '../http/index.js';
import { SearchParameter } from './list-parameters.js';
import { type SortedSlice, sortedSliceOf, sortWords } from './sorted-slice.js';

const sorts = { id: { column: 'id', holds: 'number' }, name: { column: 'nameLower', holds: 'string' } } as const;

/** What a list of things with names takes. */
export class NamedListQuery extends PageQuery {
  /**
   * Only those whose name has this in it, in capitals or not.
   * @example "op"
   */
  @SearchParameter()
  search?: string;

  /**
   * The order; with `-` the other way round. Left out: `name` with `search`, else `id`, the order in which they were made.
   * @example "name"
   */
  @Optional()
  @IsIn(sortWords(sorts))
  sort?: 'id' | '-id' | 'name' | '-name';
}

export const namedSliceOf = (query: NamedListQuery): SortedSlice<'id' | 'nameLower'> =>
  sortedSliceOf(query, query.sort ?? (query.search === undefined ? 'id' : 'name'), sorts);
