import { expect, it } from '@jest/globals';
import { asksForJson } from './accept.js';

it.each([
  ['application/json'],
  ['application/json; charset=utf-8'],
  ['APPLICATION/JSON'],
  ['application/json, text/plain, */*'],
  ['application/json, text/html;q=0.9'],
  ['text/html;q=0.5, application/json;q=0.5'],
  ['application/json, text/html'],
  ['application/json;q=0.8, text/html;q=0, */*'],
])('%s asks for JSON', (accept) => {
  expect(asksForJson(accept)).toBe(true);
});

it.each([
  [undefined],
  [''],
  ['*/*'],
  ['application/*'],
  ['text/html'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
  ['text/html, application/json;q=0.9'],
  ['application/json;q=0.5, */*'],
  ['application/json;q=0'],
  ['application/problem+json'],
  ['application/jsonx'],
])('%s does not', (accept) => {
  expect(asksForJson(accept)).toBe(false);
});
