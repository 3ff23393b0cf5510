import { expect, it } from '@jest/globals';
import { filesUnder, read } from './project.js';

const suppression = /(?:eslint-(?:disable|enable)|@ts-(?:expect-error|ignore|nocheck))\S*(.*)/;

it('whoever silences a rule says which and why: `… rule -- reason`', () => {
  const files = ['src', 'test', 'bench', 'scripts'].flatMap((folder) => filesUnder(folder, /\.(ts|tsx|js|mjs)$/));
  const unexplained = files
    .filter((file) => !file.includes('test/architecture/suppressions'))
    .flatMap((file) => {
      const lines = read(file).split('\n').map((line, i) => ({ at: `${file}:${i + 1}`, line, rest: suppression.exec(line)?.[1] }));
      return lines.filter(({ line, rest }) => rest !== undefined && !(line.includes('@ts-') ? /\w+ \w+/ : /[\w/-]+.* -- \w+/).test(rest));
    });
  expect(unexplained.map(({ at, line }) => `${at} ${line.trim()}`)).toEqual([]);
});
