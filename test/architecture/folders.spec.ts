import { basename, dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { productFiles, read } from './project.js';

const mostLines = 300;
const mostFiles = 20;
/** Above this a folder should be looked at. */
const manyFiles = 15;

/** A function has a subject, and the subject has a folder: these names are where rings begin. */
const namesWithoutSubject = new Set(['common', 'utils', 'util', 'helpers', 'helper', 'lib', 'libs', 'shared', 'misc']);

describe('src', () => {
  const files = productFiles();
  const filesByFolder = Map.groupBy(files, (file) => dirname(file));

  it(`has no file of more than ${mostLines} lines`, () => {
    const lengths = files.map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }));
    expect(lengths.filter(({ lines }) => lines > mostLines)).toEqual([]);
  });

  it(`has no folder of more than ${mostFiles} files`, () => {
    const counts = [...filesByFolder].map(([folder, { length }]) => ({ folder, files: length }));
    const many = counts.filter((folder) => folder.files > manyFiles);
    if (many.length > 0) console.warn(`folders with more than ${manyFiles} files:`, many);
    expect(many.filter((folder) => folder.files > mostFiles)).toEqual([]);
  });

  it('has no folder whose name has no subject', () => {
    const names = (folder: string): string[] => (folder === '.' ? [] : [basename(folder), ...names(dirname(folder))]);
    expect([...filesByFolder.keys()].filter((folder) => names(folder).some((name) => namesWithoutSubject.has(name)))).toEqual([]);
  });
});
