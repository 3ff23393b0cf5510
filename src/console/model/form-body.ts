import { applyDecorators, createParamDecorator, type ExecutionContext, type PipeTransform, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { invalid, RequestValidation, TakesForms } from '../../platform/http/index.js';
import { withModes } from './form-modes.js';
import { fromFormText, isFormEncoded } from './form-text.js';
import { labelOf, LabelledType, nameOf } from './labels.js';

const validation = new RequestValidation();

/**
 * The body of a request, checked by the class of the native API; its members may be named by their labels. A field
 * of a form that comes back empty says nothing, except those `emptied` names (they take null).
 */
export const FormBody = <T extends object>(type: Type<T>, { emptied = [], explicit = [], asks }: FormTerms<T> = {}) => bodyOf(new FormPipe(type, emptied, { ...needChoice(explicit), ...asks }));

const needChoice = (names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [name, 'need a choice: some of them, or all']));

interface FormTerms<T> {
  /** An empty field of these says that what was there goes. */
  readonly emptied?: readonly (keyof T & string)[];
  /** A page that says nothing of these has not been answered: what leaving them out means to programs is not meant by people. */
  readonly explicit?: readonly (keyof T & string)[];
  /** What else a page has to be answered about, with what is said when it is not. */
  readonly asks?: Readonly<Partial<Record<keyof T & string, string>>>;
}

const bodyOf = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { members: request.body, isForm: isFormEncoded(request) };
});

class FormPipe<T extends object> implements PipeTransform<{ members: unknown; isForm: boolean }, T> {
  constructor(
    private readonly type: Type<T>,
    private readonly emptied: readonly string[],
    private readonly asks: Readonly<Record<string, string | undefined>>,
  ) {}

  transform({ members, isForm }: { members: unknown; isForm: boolean }): T {
    const named = isObject(members) ? toNative(members) : members;
    if (isForm && isOfPage(members)) this.demandSaid(named as Record<string, unknown>);
    const read = isForm ? fromFormText(named as Record<string, unknown>, this.type, this.emptied) : named;
    return validation.transform(read, { type: 'body', metatype: this.type }) as T;
  }

  private demandSaid(named: Readonly<Record<string, unknown>>): void {
    const unsaid = Object.entries(this.asks).filter(([name]) => named[name] === undefined || named[name] === '');
    if (unsaid.length > 0) throw invalid(unsaid.map(([field, message = 'is needed']) => ({ field, message })));
  }
}

/** Members whose names begin with `_` belong to the page and not to the thing. */
function toNative(members: object): Record<string, unknown> {
  const entries = Object.entries(withModes(members)).filter(([label]) => !label.startsWith('_'));
  const twice = entries.map(([label]) => nameOf(label)).find((name, i, names) => names.indexOf(name) !== i);
  if (twice !== undefined) throw invalid([{ field: twice, message: `is given twice: as "${labelOf(twice)}" and as "${twice}"` }]);
  return Object.fromEntries(entries.map(([label, value]) => [nameOf(label), value]));
}

/** Pages put a token into their forms. */
const isOfPage = (members: unknown): boolean => isObject(members) && '_token' in members;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A form of this class, as JSON or as a browser sends it, under the labels of its members. */
export const TakesForm = (type: Type<object>, name: string, required = true) => TakesPlainForm(LabelledType(type, name), required);

/** The same under the names of its members. */
export const TakesPlainForm = (type: Type<object>, required = true) =>
  applyDecorators(TakesForms(), ApiExtraModels(type), ApiConsumes('application/json', 'application/x-www-form-urlencoded'), ApiBody({ type, required }));
