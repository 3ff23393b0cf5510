import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { labelOf } from './labels.js';
import { LinkedDto, links } from './links.js';

export class OptionDto {
  /**
   * What to send.
   * @example "problem.read"
   */
  value: string;

  /**
   * What it means.
   * @example "Read problems"
   */
  description: string;
}

export class FieldDto {
  /**
   * What to call it.
   * @example "Name"
   */
  label: string;

  /** What is taken. */
  @ApiProperty({ enum: ['text', 'long-text', 'time', 'choices', 'flag', 'number'], description: 'What is taken.' })
  type: 'text' | 'long-text' | 'time' | 'choices' | 'flag' | 'number';

  /**
   * Whether it must be given.
   * @example true
   */
  required: boolean;

  /**
   * What it is for.
   * @example "Where the key will be used"
   */
  hint: string;

  @ApiPropertyOptional({ type: [OptionDto], description: 'What can be chosen from.' })
  options?: OptionDto[];
}

/** What a form asks for. */
export abstract class FormModelDto extends LinkedDto {
  @ApiProperty({ type: [FieldDto], description: 'What to send to `_links.submit`, by `POST`.' })
  fields: FieldDto[];
}

export type FormModel = FormModelDto;

/** A field by the name the native API has for it. */
export type Field = Omit<FieldDto, 'label'> & { readonly name: string };

/** A form at an address of its own, which also takes it. */
export const formModel = (fields: readonly Field[], path: string, options: Record<string, OptionDto[]> = {}): FormModel => ({
  fields: fields.map(({ name, ...field }) => ({ label: labelOf(name), ...field, ...(options[name] && { options: options[name] }) })),
  _links: links({ self: path, submit: path }),
});
