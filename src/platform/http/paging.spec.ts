import { expect, it } from '@jest/globals';
import { AppError } from '../../errors/index.js';
import { pageOf, sliceOf } from './paging.js';

const rows = Array.from({ length: 250 }, (_, i) => ({ id: 1001 + i }));
const read = ({ limit, after }: { limit: number; after: number | null }) => rows.filter(({ id }) => after === null || id > after).slice(0, limit + 1);

it('shows every row once, in order, page after page', () => {
  for (const limit of [1, 7, 50, 125, 200, undefined]) {
    const shown: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const slice = sliceOf({ limit, cursor });
      const page = pageOf(read(slice), slice, ({ id }) => id);
      expect(page.items.length).toBeLessThanOrEqual(limit ?? 50);
      shown.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      pages++;
    } while (cursor);
    expect(shown).toEqual(rows.map(({ id }) => id));
    expect(pages).toBe(Math.ceil(rows.length / (limit ?? 50)));
  }
});

it('has no next page when the rows end with this one', () => {
  const slice = sliceOf({ limit: 3 });
  expect(pageOf(rows.slice(0, 3), slice, ({ id }) => id).nextCursor).toBeNull();
  expect(pageOf(rows.slice(0, 4), slice, ({ id }) => id).nextCursor).not.toBeNull();
  expect(pageOf([], slice, ({ id }: { id: number }) => id)).toEqual({ items: [], nextCursor: null });
});

it('refuses a cursor that no page of ours held', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  for (const cursor of ['', 'x', '1003', ...['after:', 'after:-1', 'after:1e3', 'after:1 OR 1=1', 'after:1.5', `after:${'9'.repeat(10)}`, 'before:1', ' after:1', 'after:1\n'].map(encode)]) {
    expect(() => sliceOf({ cursor })).toThrow(AppError);
  }
});
