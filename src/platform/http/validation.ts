import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, invalidRequest } from '../../errors/index.js';

/** Base of requests whose unknown and empty members are ignored, as RFC 6749 (3.2) wants it. */
export abstract class TolerantRequest {}

/** Checks bodies and queries against their classes; members the class does not name are refused. */
@Injectable()
export class RequestValidation implements PipeTransform {
  private readonly strict = pipe({ forbidNonWhitelisted: true });
  private readonly tolerant = pipe({ forbidNonWhitelisted: false });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom' || metadata.type === 'param') return value;
    if (metadata.type === 'query') return this.strict.transform(withoutCredential(value), metadata);
    if (value !== undefined && !isPlainObject(value)) throw invalid([{ field: '', message: 'the body must be a JSON object' }]);
    const isTolerant = metadata.metatype?.prototype instanceof TolerantRequest;
    return isTolerant ? this.tolerant.transform(withoutEmpty(value ?? {}), metadata) : this.strict.transform(value ?? {}, metadata);
  }
}

const pipe = (options: { forbidNonWhitelisted: boolean }) =>
  new ValidationPipe({
    ...options,
    whitelist: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  });

/** `?apiToken=` is the credential, which was read before, and may stand on every address. */
function withoutCredential(query: unknown): unknown {
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
    message: constraint === 'whitelistValidation' ? 'is not a member of this request' : message.replace(`${error.property} `, ''),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
