import ts from 'typescript';
import { nodesOf, place } from './syntax.js';

/** A call that writes rows. `entity` is unknown when it does not go through the repository of one. */
export interface Write {
  readonly call: ts.CallExpression;
  readonly entity: string | undefined;
  /** Written columns, where they are listed at the call. */
  readonly columns: readonly string[] | undefined;
}

const writing = new Set([
  ...['clear', 'decrement', 'delete', 'deleteAll', 'increment', 'insert', 'orIgnore', 'orUpdate', 'recover', 'remove', 'restore'],
  ...['save', 'softDelete', 'softRemove', 'update', 'updateAll', 'upsert', 'truncate'],
]);
/** The table a statement writes; of an update with joins it is the one whose columns are set. */
const writtenTable = /^\s*(?:INSERT\s+INTO\s+(\w+)|DELETE\s+FROM\s+(\w+)|UPDATE\s+(\w+)\s+SET)|\sSET\s+(\w+)\./i;
const rawWriting = /^\s*(ALTER|CREATE|DELETE|DROP|INSERT|REPLACE|TRUNCATE|UPDATE|WITH)\b/i;

/** Every call of TypeORM in these files that writes. */
export function writesIn(files: readonly ts.SourceFile[], checker: ts.TypeChecker): Write[] {
  const entities = entitiesIn(files);
  return files.flatMap((file) => [...nodesOf(file)]).flatMap((node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const receiver = checker.getTypeAtLocation(node.expression.expression);
    if (!isTypeOrm(receiver)) return [];
    const name = node.expression.name.text;
    if (writing.has(name)) return [{ call: node, entity: entityOf(receiver, checker), columns: columnsOf(node) }];
    if (name !== 'query') return [];
    const tables = sqlOf(node.arguments[0], checker).filter((sql) => rawWriting.test(sql)).map((sql) => writtenTable.exec(sql)?.slice(1).find((name) => name !== undefined));
    return tables.length > 0 ? [{ call: node, entity: soleEntity(tables, entities), columns: undefined }] : [];
  });
}

/** The class of the one table that is written; undefined: several, or one that cannot be told. */
function soleEntity(tables: readonly (string | undefined)[], entities: ReadonlyMap<string, string>): string | undefined {
  const [table, other] = new Set(tables);
  return other === undefined ? [...entities].find(([, name]) => name === table)?.[0] : undefined;
}

/** The texts an expression can be: itself, what a constant holds, both sides of a choice. */
function sqlOf(node: ts.Node | undefined, checker: ts.TypeChecker): string[] {
  if (node && ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap((side) => sqlOf(side, checker));
  if (!node || !ts.isIdentifier(node)) return [textOf(node)];
  const declared = checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declared && ts.isVariableDeclaration(declared) && declared.initializer ? sqlOf(declared.initializer, checker) : [];
}

/** Names of the classes that are tables, with the table's name. */
export function entitiesIn(files: readonly ts.SourceFile[]): Map<string, string> {
  const classes = files.flatMap((file) => [...nodesOf(file)]).filter((node) => ts.isClassDeclaration(node));
  return new Map(
    classes.flatMap((node) => {
      const calls = (ts.getDecorators(node) ?? []).map(({ expression }) => expression).filter((expression) => ts.isCallExpression(expression));
      const entity = calls.find(({ expression }) => expression.getText() === 'Entity');
      return entity && node.name ? [[node.name.text, textOf(entity.arguments[0])] as const] : [];
    }),
  );
}

function isTypeOrm(type: ts.Type): boolean {
  const declared = (type.getSymbol() ?? type.aliasSymbol)?.declarations ?? [];
  return declared.some((declaration) => declaration.getSourceFile().fileName.includes('/node_modules/typeorm/'));
}

function entityOf(receiver: ts.Type, checker: ts.TypeChecker): string | undefined {
  if (receiver.getSymbol()?.name !== 'Repository') return undefined;
  return checker.getTypeArguments(receiver as ts.TypeReference)[0]?.getSymbol()?.name;
}

/** `update(criteria, { a, b: 1 })` writes a and b; anything else may write all. */
function columnsOf({ expression, arguments: [, values] }: ts.CallExpression): string[] | undefined {
  if ((expression as ts.PropertyAccessExpression).name.text !== 'update' || !values || !ts.isObjectLiteralExpression(values)) return undefined;
  const names = values.properties.map((property) => (property.name && ts.isIdentifier(property.name) ? property.name.text : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}

const textOf = (node: ts.Node | undefined): string => (node && ts.isStringLiteralLike(node) ? node.text : (node?.getText().replace(/^`/, '') ?? ''));

export const describeWrite = ({ call }: Write): string => place(call);
