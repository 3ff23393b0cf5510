import type { AppError } from '../../errors/index.js';
import { labelOf } from './labels.js';
import type { PageErrorDto } from './page-error.dto.js';

/** A failure in the words of the page: members go by their labels. `say`: how a label is read out. */
export function errorModel({ message, extras: { errors = [] } }: AppError, say: (label: string) => string = String): PageErrorDto {
  const [first] = errors;
  if (!first) return { detail: message };
  const byLabel = Map.groupBy(errors, ({ field }) => labelOfField(field));
  return {
    detail: `${say(labelOfField(first.field))} ${first.message}`.trim(),
    errors: Object.fromEntries([...byLabel].map(([label, wrong]) => [label, [...new Set(wrong.map(({ message: text }) => text))]])),
  };
}

/** `permissions.2` is a part of Permissions. */
const labelOfField = (field: string): string => labelOf(field.split('.')[0] as string);
