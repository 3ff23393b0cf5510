import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { ChangeSeam } from './change-seam.js';
import { describeWrite, entitiesIn, type Write, writesIn } from './fact-writes.js';
import { productFiles, root } from './project.js';
import { nodesOf, place } from './syntax.js';

/** Tables that no decision rests on. Whatever is not listed here is a fact, a new table too. */
const noFacts = new Map([
  ['AttemptBucket', 'counts wrong passwords'],
  ['AuditEvent', 'tells what has happened'],
  ['DataKey', 'read once, at the start'],
  ['FactChange', 'what a change writes at its end'],
  ['Decision', 'tells why something was refused'],
  ['IdempotencyRecord', 'keeps answers for those who ask again'],
  ['Job', 'says when work was last begun'],
  ['KeyExpiryNotice', 'tells who was told that a key ends'],
  ['KeyLastUse', 'tells what was done with a key'],
  ['KeyUsage', 'counts what was done with a key'],
  ['OldSecretUse', 'tells what was done with an old secret'],
  ['PasswordReset', 'shown once to set a password, never with a request: what it sets is a fact'],
  ['Problem', 'what owners keep here, not who may do what'],
  ['SessionLastUse', 'tells when a session was used'],
  ['ShardEpoch', 'what a change writes at its end'],
  ['SigningKeyRow', 'what a key has signed stays good: retired keys go on verifying'],
]);

/** Methods that write facts in a way that no decision notices. */
const harmless = new Map([
  ['TokenFamiliesRepository.insert', 'a new line of tokens: nobody holds one yet'],
  ['TokenFamiliesRepository.forget', 'families that are over'],
  ['RevokedTokensRepository.forget', 'tokens that have ended by themselves'],
  ['TokenFamiliesRepository.advance', 'in a family that is not paired the step is read by refreshing alone'],
]);

/** Tables read for every answer and never remembered: their changes hold as soon as they are committed. */
const neverRemembered = new Set(['Session', 'KeySession', 'SecondFactor', 'RecoveryCode']);

/** Columns of facts that no decision rests on. */
const noFactColumns = new Map([['Membership', ['lastSignInAt']]]);

/** Where rows may be written: everything else calls these. */
const writers = /\.repository\.ts$|^src\/platform\/freshness\/|^src\/platform\/crypto\/data-keys\.ts$/;

const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(`${root}tsconfig.json`, (file) => ts.sys.readFile(file)).config, ts.sys, root);
const program = ts.createProgram(productFiles().map((file) => root + file), { ...options, noEmit: true, incremental: false });
const checker = program.getTypeChecker();
/** Without migrations: they run before anybody is answered. */
const files = productFiles()
  .filter((file) => !file.startsWith('src/platform/database/migrations/'))
  .map((file) => program.getSourceFile(root + file) as ts.SourceFile);
const writes = writesIn(files, checker);
const pathOf = (node: ts.Node): string => node.getSourceFile().fileName.slice(root.length);

describe('what decisions rest on', () => {
  const facts = writes.filter(writesFacts);
  const entities = entitiesIn(files);
  const seam = new ChangeSeam(files, checker, new Set(harmless.keys()));

  it('is found by this test', () => {
    expect(facts.length).toBeGreaterThan(20);
    expect(seam.seamNames).toEqual(expect.arrayContaining(['Freshness.change', 'PowerChanges.change']));
  });

  it('is written only in repositories, like every other table', () => {
    expect(writes.filter(({ call }) => !writers.test(pathOf(call))).map(describeWrite)).toEqual([]);
  });

  it('is written by the repository of its entity, so that this test sees which table it is', () => {
    expect(writes.filter(({ entity }) => entity === undefined).map(describeWrite)).toEqual([]);
  });

  it('is changed only inside Freshness.change, so that every node knows', () => {
    expect(seam.outside(facts.map(({ call }) => call))).toEqual([]);
  });

  it('is every table but those listed here, which exist and are read for no decision', () => {
    const unknown = [...noFacts.keys(), ...neverRemembered, ...noFactColumns.keys()].filter((name) => !entities.has(name));
    expect(unknown).toEqual([]);
    const tables = [...noFacts.keys()].map((name) => entities.get(name) as string);
    const read = new RegExp(`\\b(FROM|JOIN) (${tables.join('|')})\\b`);
    expect(loads().filter((text) => read.test(text.getText())).map(place)).toEqual([]);
  });
});

function writesFacts({ entity, columns }: Write): boolean {
  if (entity === undefined) return true;
  if (noFacts.has(entity) || neverRemembered.has(entity)) return false;
  return !columns?.every((column) => noFactColumns.get(entity)?.includes(column));
}

/** Texts in files that load facts. */
function loads(): ts.Node[] {
  const loading = files.filter((file) => /\bselect\b[^;]*from '[^']*platform\/freshness\//.test(file.text));
  return loading.flatMap((file) => [...nodesOf(file)]).filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));
}
