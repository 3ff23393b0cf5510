import { type ArgumentMetadata, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { invalid } from './validation.js';
import { idPattern } from './validators.js';

@Injectable()
class IdPipe implements PipeTransform<string, number> {
  transform(text: string, { data = 'id' }: ArgumentMetadata): number {
    if (!idPattern.test(text)) throw invalid([{ field: data, message: 'must be a decimal id such as "1003"' }]);
    return Number(text);
  }
}

/** An id in the path, as a number. */
export const IdParam = (name = 'id') => Param(name, new IdPipe());
