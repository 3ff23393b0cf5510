import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { builtInPermissions } from '../../src/access/index.js';
import { productFiles } from './project.js';
import { calledName, nodesOf, parse, place } from './syntax.js';

/** What asks whether a caller holds a permission. */
const asking = new Set(['Requires', 'RequiresInOrganisation', 'RequiresOrOperator', 'demand', 'mayAt', 'reach', 'refusal', 'givable']);

const demanded = productFiles()
  .filter((file) => !file.startsWith('src/access/'))
  .flatMap((file) => [...nodesOf(parse(file))])
  .filter((node) => ts.isCallExpression(node))
  .filter((call) => asking.has(calledName(call) ?? ''))
  .flatMap((call) => [...call.arguments].flatMap((argument) => [...nodesOf(argument)]).filter((node) => ts.isStringLiteral(node)))
  .filter(({ text }) => text.includes('.'));

describe('built-in permissions', () => {
  it('keep their names: owners have stored them in roles and keys, so renaming or removing one is a breaking change', () => {
    expect(builtInPermissions.map(({ name }) => name).sort()).toEqual([
      'api-key.create-service',
      'api-key.manage-all',
      'api-key.read-all',
      'audit.read',
      'credential.verify',
      'decision.read',
      'group.create',
      'group.delete',
      'group.read',
      'group.update',
      'key-right.manage',
      'organisation.read',
      'organisation.update',
      'permission.create',
      'permission.read',
      'problem.create',
      'problem.read',
      'role.assign',
      'role.create',
      'role.delete',
      'role.read',
      'role.update',
      'user.create',
      'user.read',
      'user.update',
      'workspace.create',
      'workspace.delete',
      'workspace.read',
      'workspace.update',
    ]);
  });

  it('are each demanded somewhere: one that nothing asks for promises what it does not keep', () => {
    const names = new Set(demanded.map(({ text }) => text));
    expect(builtInPermissions.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  it('are the only ones that are demanded', () => {
    const known = new Set(builtInPermissions.map(({ name }) => name));
    expect(demanded.filter(({ text }) => !known.has(text)).map(place)).toEqual([]);
  });
});
