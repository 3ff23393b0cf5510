import { expect, it } from '@jest/globals';
import { decodeHint, encodeHint, type Hint } from './hint.js';

it('comes back as it went out', () => {
  const hints: Hint[] = [
    { kind: 'changed', epochs: new Map([[0, 1]]) },
    { kind: 'changed', epochs: new Map([[0, 12], [1001, 345_000_000_000_000]]) },
    { kind: 'applied', node: 'aZ09-_aZ09-_aZ09-_aZ09', round: 7 },
  ];
  for (const hint of hints) expect(decodeHint(encodeHint(hint))).toEqual(hint);
});

it('tells of some shards when there are very many, and can be read', () => {
  const told = decodeHint(encodeHint({ kind: 'changed', epochs: new Map(Array.from({ length: 500 }, (_, i) => [1_000_000_000 + i, 1e14])) }));
  expect(told).toMatchObject({ kind: 'changed' });
});

it('is nothing when it is none of ours', () => {
  const strange = ['', 'changed', 'changed ', 'changed x', 'changed 1', 'changed 1.', 'changed -1.2', 'changed 1.2,', 'changed 1.2 ', 'changed 1.2\n', 'changed 1e3.2', 'changed 1.1234567890123456', 'changed ١.٢'];
  strange.push('applied', 'applied x', 'applied x -1', 'applied x 1.5', 'applied  1', `applied ${'x'.repeat(33)} 1`, 'applied x 1 ', 'applied x 9999999999999999', 'Applied x 1', '{}', 'null', '\u0000', 'x'.repeat(1e6));
  for (const text of strange) expect([text.slice(0, 40), decodeHint(text)]).toEqual([text.slice(0, 40), undefined]);
});
