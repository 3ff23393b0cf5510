import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { productFiles } from './project.js';
import { calledName, nodesOf, parse, place } from './syntax.js';

/** Calls whose first argument is SQL. */
const running = new Set([
  ...['query', 'select', 'prepare', 'Raw'],
  ...['addOrderBy', 'addSelect', 'andHaving', 'andWhere', 'having', 'innerJoin', 'leftJoin', 'orWhere', 'orderBy', 'where'],
]);

/** May run what is written elsewhere, with the reason. */
const passingOn = new Map([
  ['src/platform/freshness/sqlite/sqlite-fact-source.ts', 'runs the statements of a Load, written at `select(`'],
  ['src/platform/freshness/mysql/snapshot.ts', 'runs the statements of a Load, written at `select(`'],
  ['src/platform/database/serialized-sqlite.ts', 'runs the statements of TypeORM'],
  ['src/dialects/octane/sql/run-sql.ts', 'runs statements of the tag `sql`'],
  ['src/platform/database/migrations/', 'names tables and the database, before there is any request'],
]);
const passesOn = (file: string): boolean => [...passingOn.keys()].some((place) => file.startsWith(place));

const looksLikeSql = /\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|(LEFT |INNER )?JOIN\s|UNION\s+(ALL\s+)?|(ORDER|GROUP)\s+BY|WHERE)\b/s;

const sqlFiles = productFiles().filter((file) => !passesOn(file)).map(parse);
const nodes = sqlFiles.flatMap((file) => [...nodesOf(file)]);

describe('raw SQL', () => {
  it('is written out where it is run, or is a constant of that file: values travel as parameters', () => {
    const statements = nodes.filter((node) => ts.isCallExpression(node)).filter((call) => running.has(calledName(call) ?? '') && call.arguments.length > 0);
    expect(statements.length).toBeGreaterThan(10);
    expect(statements.filter(({ arguments: [sql] }) => !isStructure(sql as ts.Expression) && !isConstant(sql as ts.Expression)).map(place)).toEqual([]);
  });

  it('is nowhere put together from values', () => {
    const composed = nodes.filter((node): node is ts.TemplateExpression | ts.BinaryExpression => isComposedText(node) && looksLikeSql.test(node.getText()));
    expect(composed.filter((text) => !isConstant(text)).map(place)).toEqual([]);
  });

  it('is passed on only by files that are still there', () => {
    expect([...passingOn.keys()].filter((place) => !productFiles().some((file) => file.startsWith(place)))).toEqual([]);
  });
});

/** `where({ id })`, `where(new Brackets(…))`: TypeORM writes the SQL, or the calls within are looked at themselves. */
const isStructure = (node: ts.Expression): boolean => ts.isObjectLiteralExpression(node) || ts.isArrowFunction(node) || ts.isNewExpression(node);

/** The tag `sql` takes only pieces made by itself; everything else becomes a parameter. */
function isComposedText(node: ts.Node): node is ts.TemplateExpression | ts.BinaryExpression {
  if (ts.isTemplateExpression(node) && ts.isTaggedTemplateExpression(node.parent)) return node.parent.tag.getText() !== 'sql';
  return ts.isTemplateExpression(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken);
}

/** Its value is written in this file: literals, constants made of literals, and a choice between such. */
function isConstant(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node)) return namesConstant(node);
  const parts = partsOf(node);
  return parts !== undefined && parts.every(isConstant);
}

function partsOf(node: ts.Expression): ts.Expression[] | undefined {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isParenthesizedExpression(node)) return [node.expression];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken ? [node.left, node.right] : undefined;
}

/** Everything of that name in the file is such a constant: scopes need not be told apart. */
function namesConstant(identifier: ts.Identifier): boolean {
  const named = [...nodesOf(identifier.getSourceFile())].filter((node) => isBinding(node) && ts.isIdentifier(node.name) && node.name.text === identifier.text);
  return named.length > 0 && named.every((node) => ts.isVariableDeclaration(node) && isConst(node) && node.initializer && isConstant(node.initializer));
}

function isBinding(node: ts.Node): node is ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement {
  return ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
}

const isConst = (node: ts.VariableDeclaration): boolean => (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;
