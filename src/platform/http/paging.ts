import { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { invalid } from './validation/request-validation.js';
import { Optional } from './validation/validators.js';

/** What every list takes. */
export class PageQuery {
  /** How many items at most. */
  @ApiPropertyOptional({ description: 'How many items at most.', type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Optional()
  @Min(1)
  @Max(200)
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value))
  @IsInt({ message: '$property must be a whole number from 1 to 200' })
  limit?: number;

  /** `nextCursor` of the page before. */
  @ApiPropertyOptional({ type: String, maxLength: 700, description: '`nextCursor` of the page before.', example: 'YWZ0ZXI6MTA1MA' })
  @ApiPropertyOptional({ description: '`nextCursor` of the page before.' })
  @Optional()
  @IsString()
  @MaxLength(700)
  cursor?: string;
}

/** Where a page begins and how long it may be; what repositories take. */
export interface Slice {
  readonly limit: number;
  /** The id of the last item of the page before. */
  readonly after: number | null;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

export function sliceOf({ limit = 50, cursor }: PageQuery): Slice {
  return { limit, after: cursor === undefined ? null : decodeCursor(cursor) };
}

/** A page from rows read with one more than `limit`, in the order of the list. */
export function pageOf<Row extends { id: number }, Item>(rows: readonly Row[], { limit }: Slice, toItem: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
}

const encodeCursor = (id: number): string => Buffer.from(`after:${id}`).toString('base64url');

function decodeCursor(cursor: string): number {
  const id = /^after:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (!id) throw invalid([{ field: 'cursor', message: 'must be the nextCursor of an earlier page' }]);
  return Number(id);
}

/** The class of a page of `item`, for the specification. */
export function PageOf<T>(item: Type<T>): Type<Page<T>> {
  class PageDto implements Page<T> {
    @ApiProperty({ type: [item], description: 'The items of this page.' })
    items: T[];

    @ApiProperty({ type: String, nullable: true, description: 'Pass it as `cursor` for the next page; null on the last.', example: null })
    nextCursor: string | null;
  }
  Object.defineProperty(PageDto, 'name', { value: `${item.name.replace(/Dto$/, '')}Page` });
  return PageDto;
}
