import { beforeAll, describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { importRules, knownPlaces } from './import-rules.js';
import { productFiles, root } from './project.js';

describe('imports run one way', () => {
  let cruised: ICruiseResult;

  beforeAll(async () => {
    const { output } = await cruise(['src'], {
      baseDir: root.replace(/\/$/, ''),
      doNotFollow: { path: 'node_modules' },
      // Imports of types count: a ring of types is a ring for whoever reads.
      tsPreCompilationDeps: true,
      validate: true,
      metrics: true,
      ruleSet: { forbidden: importRules },
    });
    cruised = output as ICruiseResult;
  });

  it('and all files are read', () => {
    const seen = new Set(cruised.modules.map(({ source }) => source));
    expect(productFiles().filter((file) => !seen.has(file))).toEqual([]);
  });

  it('every file is in a place that the rules know', () => {
    expect(productFiles().filter((file) => !knownPlaces.test(file))).toEqual([]);
  });

  it.each(importRules.map(({ name }) => name as string))('%s', (name) => {
    const broken = cruised.summary.violations.filter(({ rule }) => rule.name === name);
    expect(broken.map(({ from, to, cycle }) => (cycle ? [from, ...cycle.map((step) => step.name)].join(' → ') : `${from} → ${to}`))).toEqual([]);
  });
});
