import { type ArgumentMetadata, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { invalid } from './validation/request-validation.js';
import { idPattern } from './validation/validators.js';

/** The id a part of an address is. @throws 400 */
export function pathId(text: string, name = 'id'): number {
  if (!idPattern.test(text)) throw invalid([{ field: name, message: 'must be a decimal id such as "1003"' }]);
  return Number(text);
}

@Injectable()
class IdPipe implements PipeTransform<string, number> {
  transform(text: string, { data = 'id' }: ArgumentMetadata): number {
    return pathId(text, data);
  }
}

/** An id in the path, as a number. */
export const IdParam = (name = 'id') => Param(name, new IdPipe());
