import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, invalidRequest } from '../../../errors/index.js';
import { QuickCheck } from './quick-check.js';

/** Base of requests whose unknown and empty members are ignored, as RFC 6749 (3.2) wants it. */
export abstract class TolerantRequest {}

const notAMember = 'is not a member of this request';

type RequestClass = NonNullable<ArgumentMetadata['metatype']>;

/** Checks bodies and queries against their classes; members the class does not name are refused. */
@Injectable()
export class RequestValidation implements PipeTransform {
  private readonly quick = new Map<RequestClass, QuickCheck | undefined>();
  private readonly strict = thoroughCheck({ forbidNonWhitelisted: true });
  private readonly tolerant = thoroughCheck({ forbidNonWhitelisted: false });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom' || metadata.type === 'param') return value;
    if (metadata.type === 'query') return this.check(this.strict, withoutCredential(value), metadata);
    if (value !== undefined && !isPlainObject(value)) throw invalid([{ field: '', message: 'the body must be a JSON object' }]);
    const isTolerant = metadata.metatype?.prototype instanceof TolerantRequest;
    return isTolerant ? this.check(this.tolerant, withoutEmpty(value ?? {}), metadata) : this.check(this.strict, value ?? {}, metadata);
  }

  private check(pipe: ValidationPipe, value: object, metadata: ArgumentMetadata): unknown {
    const right = metadata.metatype && this.quickCheck(metadata.metatype)?.take(value);
    if (right) return right;
    demandHarmless(value);
    return pipe.transform(value, metadata);
  }

  private quickCheck(type: RequestClass): QuickCheck | undefined {
    if (!this.quick.has(type)) this.quick.set(type, QuickCheck.of(type as new () => object));
    return this.quick.get(type);
  }
}

/** Nest's own check, which judges whatever is not plainly right. */
export const thoroughCheck = (options: { forbidNonWhitelisted: boolean }) =>
  new ValidationPipe({
    ...options,
    whitelist: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  });

/** `?apiToken=` is the credential, which was read before, and may stand on every address. */
function withoutCredential(query: unknown): object {
  const { apiToken: _credential, ...rest } = (query ?? {}) as Record<string, unknown>;
  return rest;
}

const withoutEmpty = (form: object): object => Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));

/** 400 naming the members that are wrong. */
export function invalid(errors: FieldError[]) {
  const first = errors[0];
  return invalidRequest(first ? `${first.field} ${first.message}`.trim() : undefined, { errors });
}

function fieldErrors(error: ValidationError, path: string): FieldError[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    field,
    message: constraint === 'whitelistValidation' ? notAMember : message.replace(`${error.property} `, ''),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

/** How many lists and objects may stand inside one another; class-transformer calls itself for each. */
const deepest = 16;

/** What class-transformer would stumble over (depth) or leave out without a word (names every object has). */
function demandHarmless(members: object): void {
  const errors = Object.entries(members).flatMap(([field, member]) => {
    if (field in Object.prototype) return [{ field, message: notAMember }];
    return isDeeper(member, deepest) ? [{ field, message: 'is nested too deeply' }] : [];
  });
  if (errors.length > 0) throw invalid(errors);
}

function isDeeper(value: unknown, than: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return than === 0 || Object.values(value).some((member) => isDeeper(member, than - 1));
}

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
