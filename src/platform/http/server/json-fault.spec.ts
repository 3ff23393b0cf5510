import { describe, expect, it } from '@jest/globals';
import { jsonFault, placeIn } from './json-fault.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const documents = ['{"a": [1, -2.5e+3, true, null, {"b\\u00e9\\n": "c😀"}], "d": {}}', '[[], {}, "", 0]', ' "text" ', '-0.1', '{"a":{"b":[{"c":false}]}}'];

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a": abc}', 6],
    ["{'a': 1}", 1],
    ['{"a": 1,}', 8],
    ['[1,]', 3],
    ['{"a" 1}', 5],
    ['{"a": 01}', 7],
    ['{"a": "b\nc"}', 8],
    ['{"a": "\\x"}', 7],
    ['{"a": 1} {', 9],
    ['{"a": 1]', 7],
    ['nullify', 4],
    ['{"a": "b', 8],
    ['{"a": [1', 8],
    ['', 0],
    [' ', 1],
    ['{"a":tru', 5],
    ['\u00a0{}', 0],
  ])('is said of %j', (text, offset) => {
    expect([jsonFault(text), isJson(text)]).toEqual([offset, false]);
  });

  it('is said by line and column', () => {
    expect([placeIn('{\n  "a": x\n}', 9), placeIn('{', 0), placeIn('{\n', 2)]).toEqual(['line 2, column 8', 'line 1, column 1', 'line 2, column 1']);
  });

  it('is said of exactly what the parser refuses: of every text with one character taken out, doubled or put in', () => {
    for (const text of documents) {
      expect(jsonFault(text)).toBeNull();
      for (let at = 0; at <= text.length; at++) {
        const changed = ['', '"', '\\', ',', ':', '}', ']', '0', '-', 'e', ' ', '\n', '\u0001', text.slice(at, at + 2)].map((put) => text.slice(0, at) + put + text.slice(at + 1));
        for (const each of changed) expect([each, jsonFault(each) === null]).toEqual([each, isJson(each)]);
      }
    }
  });

  it('leaves what stands before it to go on as JSON, and not with what stands there', () => {
    for (const text of documents) {
      for (let at = 1; at < text.length; at++) {
        const changed = `${text.slice(0, at)}\u0001${text.slice(at)}`;
        const fault = jsonFault(changed);
        // Blanks may be before it, which say nothing.
        expect([changed, fault === null || fault <= at]).toEqual([changed, true]);
        expect(jsonFault(changed.slice(0, fault ?? 0))).toBe(isJson(changed.slice(0, fault ?? 0)) ? null : fault);
      }
    }
  });
});
