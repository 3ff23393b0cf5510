import ts from 'typescript';
import { read } from './project.js';

/** The syntax tree of a file of ours. */
export function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
}

/** Every node below and including this one. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** `name(…)` and `something.name(…)`. */
export function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

/** `src/a.ts:12 text`, for a person to find it. */
export function place(node: ts.Node): string {
  const file = node.getSourceFile();
  // Of a chain over several lines the last link.
  const start = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name.getStart() : node.getStart();
  const line = file.getLineAndCharacterOfPosition(start).line + 1;
  return `${file.fileName.replace(/^.*?(?=src\/)/, '')}:${line} ${file.text.slice(start, node.end).split('\n')[0]?.slice(0, 100)}`;
}
