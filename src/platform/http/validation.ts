import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, invalidRequest } from '../../errors/index.js';

/** Checks bodies and queries against their classes; members the class does not name are refused. */
@Injectable()
export class RequestValidation implements PipeTransform {
  private readonly pipe = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom' || metadata.type === 'param') return value;
    if (metadata.type === 'body') {
      if (value !== undefined && !isPlainObject(value)) throw invalid([{ field: '', message: 'the body must be a JSON object' }]);
      return this.pipe.transform(value ?? {}, metadata);
    }
    return this.pipe.transform(value, metadata);
  }
}

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
