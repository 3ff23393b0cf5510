import { beforeAll, describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '../../src/errors/index.js';
import { filesUnder, productFiles, read, root } from './project.js';

const declaring = /(?:\.errors|\/request-errors)\.ts$/;

describe('the error catalogue', () => {
  beforeAll(async () => {
    for (const file of productFiles().filter((name) => declaring.test(name))) await import(`${root}.test/${file.replace(/\.ts$/, '.js')}`);
  });

  const pages = filesUnder('docs/errors', /\.md$/).map((file) => file.replace(/^docs\/errors\/|\.md$/g, '')).filter((page) => page !== 'README');

  it('is declared only in *.errors.ts and request-errors.ts', () => {
    const files = productFiles().filter((file) => !declaring.test(file) && file !== 'src/errors/app-error.ts');
    expect(files.filter((file) => /\berrorKind\(/.test(read(file)))).toEqual([]);
  });

  it('names every error subject.what-is-wrong', () => {
    expect(errorCatalogue.size).toBeGreaterThan(20);
    expect([...errorCatalogue.keys()].filter((code) => !/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(code))).toEqual([]);
  });

  it('has a page docs/errors/<code>.md for every code', () => {
    expect([...errorCatalogue.keys()].filter((code) => !pages.includes(code)).sort()).toEqual([]);
  });

  it('has a code for every page', () => {
    expect(pages.filter((page) => !errorCatalogue.has(page))).toEqual([]);
  });

  it('has the status and the title of the code on its page', () => {
    const stale = [...errorCatalogue.values()]
      .filter(({ code }) => pages.includes(code))
      .filter(({ code, status, title }) => ![String(status), title].every((text) => read(`docs/errors/${code}.md`).includes(text)));
    expect(stale.map(({ code }) => code)).toEqual([]);
  });
});
