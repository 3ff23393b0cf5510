import { expect, it } from '@jest/globals';
import { wordOf } from './words.js';

it.each([
  ['Name', 'Name'],
  ['May Be Shown Again', 'May be shown again'],
  ['API Key Generation', 'API key generation'],
  ['Client Id', 'Client ID'],
  ['Set-up Code', 'Set-up code'],
  ['Problem Statement', 'Problem Statement'],
])('%s is read as "%s"', (label, word) => {
  expect(wordOf(label)).toBe(word);
});
