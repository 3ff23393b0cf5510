import { type ArgumentMetadata, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { invalid } from './validation/request-validation.js';
import { idPattern } from './validation/validators.js';

function toPathId(text: string, name: string): number {
  if (!idPattern.test(text)) throw invalid([{ field: name, message: 'must be a decimal id such as "1003"' }]);
  return Number(text);
}

/** The `:id` in the address of a request. @throws 400 */
export const pathId = ({ params }: { readonly params: unknown }): number => toPathId((params as { id: string }).id, 'id');

@Injectable()
class IdPipe implements PipeTransform<string, number> {
  transform(text: string, { data = 'id' }: ArgumentMetadata): number {
    return toPathId(text, data);
  }
}

/** An id in the path, as a number. */
export const IdParam = (name = 'id') => Param(name, new IdPipe());
