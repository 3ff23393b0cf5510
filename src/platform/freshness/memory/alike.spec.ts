import { expect, it } from '@jest/globals';
import { Alike } from './alike.js';

it('makes one object of one text, and another of another', () => {
  const lists = new Alike((text) => JSON.parse(text) as string[]);
  expect(lists.of('["a"]')).toBe(lists.of('["a"]'));
  expect(lists.of('["a"]')).toEqual(['a']);
  expect(lists.of('["b"]')).toEqual(['b']);
});

it('never holds more than its bound', () => {
  let made = 0;
  const numbered = new Alike((text) => ({ text, number: ++made }), 10);
  for (let i = 0; i < 100; i++) expect(numbered.of(String(i)).text).toBe(String(i));
  expect(made).toBe(100);
  expect(numbered.of('99').number).toBe(100);
  expect(numbered.of('0').number).toBe(101);
});
