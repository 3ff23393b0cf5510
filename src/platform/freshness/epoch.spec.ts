import { expect, it } from '@jest/globals';
import { AppError } from '../../errors/index.js';
import { decodeEpoch, encodeEpoch } from './epoch.js';

it('comes back as it went out', () => {
  for (const epochs of [new Map([[0, 1]]), new Map([[0, 12], [1001, 345]]), new Map([[999_999_999, 999_999_999_999_999]])]) {
    expect(decodeEpoch(encodeEpoch(epochs))).toEqual(epochs);
  }
});

it('fits into an address and a header', () => {
  expect(encodeEpoch(new Map([[0, 7], [1001, 42]]))).toMatch(/^[\w-]+$/);
});

it('is refused with 400 when no receipt of ours held it', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  const wrong = ['', 'x', '0', 'null', '[]', ...['', '0', '0.', '.1', '-1.1', '0.-1', '1e3.1', '0.1.2', '0.1,', ',0.1', '0.1;1.2', '0.1 ', '0.1\n', '٠.١', `0.${'9'.repeat(16)}`].map(encode)];
  for (const text of [...wrong, 'A'.repeat(201), encodeEpoch(new Map(Array.from({ length: 100 }, (_, i) => [i, i])))]) {
    try {
      decodeEpoch(text);
      throw new Error(`${JSON.stringify(text)} was taken`);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ status: 400, extras: { errors: [{ field: 'minEpoch' }] } });
    }
  }
});
