import ts from 'typescript';
import { nodesOf, place } from './syntax.js';

type Func = ts.FunctionLikeDeclaration;

const saysInside = /\binside a change\b/i;

/**
 * Follows writes of facts outwards, from a function to those that call it, until each is inside a function handed to
 * `Freshness.change`. On the way a method of a repository, a private method and a function of the file may leave that
 * to their callers; any other function must say "Inside a change" in its comment.
 */
export class ChangeSeam {
  /** By declaration: the checker knows one method by several symbols. */
  private readonly references = new Map<ts.Declaration, ts.Identifier[]>();
  /** Functions that run what is handed to them inside a change, with the number of that parameter. */
  private readonly seams = new Map<Func, Set<number>>();

  constructor(
    private readonly files: readonly ts.SourceFile[],
    private readonly checker: ts.TypeChecker,
    /** `Class.method` of what writes a table of facts, but nothing a decision rests on. */
    private readonly harmless: ReadonlySet<string> = new Set(),
  ) {
    this.collectReferences();
    this.collectSeams();
  }

  /** `Class.method` of the seams that were found. */
  get seamNames(): string[] {
    return [...this.seams.keys()].map(nameOf).sort();
  }

  /** Where a write, or a call that leads to one, is neither inside a change nor left to a caller. */
  outside(writes: readonly ts.Node[]): string[] {
    const found: string[] = [];
    const seen = new Set<Func>();
    const pending = [...writes, ...this.listenerCalls()];
    for (let node = pending.pop(); node; node = pending.pop()) {
      const open = this.openAround(node);
      if (open === 'inside' || (open !== 'nowhere' && this.harmless.has(nameOf(open)))) continue;
      if (open === 'nowhere' || !mayLeaveToCallers(open)) found.push(open === 'nowhere' ? place(node) : `${nameOf(open)}: ${place(node)}`);
      else if (!seen.has(open)) {
        seen.add(open);
        pending.push(...this.referencesTo(open));
      }
    }
    return found.sort();
  }

  /** The function that would have to be called inside a change for this node to be. */
  private openAround(node: ts.Node): Func | 'inside' | 'nowhere' {
    for (let at = node.parent; at; at = at.parent) {
      if (!ts.isFunctionLike(at)) continue;
      const func = at as Func;
      if (!ts.isArrowFunction(func) && !ts.isFunctionExpression(func)) return func;
      if (this.runsInside(func)) return 'inside';
      if (ts.isVariableDeclaration(func.parent) && isTopLevel(func.parent)) return func;
    }
    return 'nowhere';
  }

  /** Handed to a seam at once, or by the name of the constant that holds it. */
  private runsInside(func: ts.ArrowFunction | ts.FunctionExpression): boolean {
    if (this.isHandedIn(func)) return true;
    if (!ts.isVariableDeclaration(func.parent) || isTopLevel(func.parent)) return false;
    const uses = this.referencesTo(func);
    return uses.length > 0 && uses.every((use) => this.isHandedIn(use) || this.openAround(use) === 'inside');
  }

  private isHandedIn(argument: ts.Node): boolean {
    const call = argument.parent;
    if (!ts.isCallExpression(call)) return false;
    const position = call.arguments.indexOf(argument as ts.Expression);
    const called = this.checker.getResolvedSignature(call)?.declaration as Func | undefined;
    if (!called || position < 0) return false;
    return this.seams.get(called)?.has(position) === true || isListening(called);
  }

  /** Whoever tells listeners must be inside a change, for what they do is. */
  private listenerCalls(): ts.Identifier[] {
    const methods = this.files.flatMap((file) => [...nodesOf(file)]).filter((node) => ts.isMethodDeclaration(node));
    return methods.filter((method) => isOfListeners(method) && !isListening(method)).flatMap((method) => this.referencesTo(method));
  }

  private referencesTo(func: Func): ts.Identifier[] {
    const isValue = ts.isArrowFunction(func) || ts.isFunctionExpression(func);
    return this.references.get(isValue ? (func.parent as ts.VariableDeclaration) : func) ?? [];
  }

  private collectReferences(): void {
    for (const node of this.files.flatMap((file) => [...nodesOf(file)])) {
      if (!ts.isIdentifier(node) || ts.isImportSpecifier(node.parent) || ts.isExportSpecifier(node.parent)) continue;
      const declaration = this.declarationOf(node);
      if (!declaration || (declaration as ts.NamedDeclaration).name === node) continue;
      const uses = this.references.get(declaration);
      if (uses) uses.push(node);
      else this.references.set(declaration, [node]);
    }
  }

  private declarationOf(node: ts.Identifier): ts.Declaration | undefined {
    const isShorthand = ts.isShorthandPropertyAssignment(node.parent);
    const symbol = isShorthand ? this.checker.getShorthandAssignmentValueSymbol(node.parent) : this.checker.getSymbolAtLocation(node);
    const meant = symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return meant?.valueDeclaration;
  }

  /** `Freshness.change`, and what does nothing with a function but hand it on into one. */
  private collectSeams(): void {
    const functions = this.files.flatMap((file) => [...nodesOf(file)]).filter((node): node is Func => ts.isFunctionLike(node) && 'body' in node);
    for (const func of functions) if (nameOf(func) === 'Freshness.change') this.seams.set(func, new Set([1]));
    for (let before = -1; before !== this.seams.size; ) {
      before = this.seams.size;
      for (const func of functions.filter((candidate) => !this.seams.has(candidate))) {
        const positions = func.parameters.flatMap((parameter, i) => (this.handsOn(parameter) ? [i] : []));
        if (positions.length > 0) this.seams.set(func, new Set(positions));
      }
    }
  }

  private handsOn(parameter: ts.ParameterDeclaration): boolean {
    if (this.checker.getTypeAtLocation(parameter).getCallSignatures().length === 0) return false;
    const uses = this.references.get(parameter) ?? [];
    return uses.length > 0 && uses.every((use) => this.isHandedIn(use) || this.openAround(use) === 'inside');
  }
}

function mayLeaveToCallers(func: Func): boolean {
  if (ts.isConstructorDeclaration(func)) return false;
  if (func.getSourceFile().fileName.endsWith('.repository.ts') || saysInside.test(commentOf(func))) return true;
  const isPrivate = (ts.getCombinedModifierFlags(func) & ts.ModifierFlags.Private) !== 0;
  return isPrivate || ((ts.isFunctionDeclaration(func) || ts.isArrowFunction(func)) && !isExported(func));
}

/** `onCreated(listener)` of a class called …Listeners: what it is given runs when the thing happens, in its change. */
const isListening = (func: Func): boolean => isOfListeners(func) && ts.isMethodDeclaration(func) && /^on[A-Z]/.test(func.name.getText());
const isOfListeners = (func: Func): boolean => ts.isClassDeclaration(func.parent) && func.parent.name?.text.endsWith('Listeners') === true;

const isTopLevel = (node: ts.VariableDeclaration): boolean => ts.isSourceFile(node.parent.parent.parent);

function isExported(func: Func): boolean {
  const statement = ts.isArrowFunction(func) ? func.parent.parent.parent : func;
  return ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

const commentOf = (func: Func): string =>
  (ts.getLeadingCommentRanges(func.getSourceFile().text, func.getFullStart()) ?? []).map(({ pos, end }) => func.getSourceFile().text.slice(pos, end)).join('\n');

function nameOf(func: Func): string {
  const named = func.name ?? (ts.isVariableDeclaration(func.parent) ? func.parent.name : undefined);
  const own = named?.getText() ?? (ts.isConstructorDeclaration(func) ? 'constructor' : 'function');
  return ts.isClassDeclaration(func.parent) ? `${func.parent.name?.text}.${own}` : own;
}
