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

const fieldTypes = ['text', 'long-text', 'time', 'choice', 'choices', 'flag', 'number'] as const;

export class FieldDto {
  /**
   * What to call it.
   * @example "Name"
   */
  label: string;

  @ApiProperty({ enum: fieldTypes, description: 'What is taken.' })
  type: (typeof fieldTypes)[number];

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

  @ApiPropertyOptional({ description: 'Exactly one of the fields that say so must be given.', example: true })
  oneOf?: boolean;

  @ApiPropertyOptional({ type: [OptionDto], description: 'What can be chosen from.' })
  options?: OptionDto[];

  @ApiPropertyOptional({ description: 'Where choosing nothing in particular is possible: what that means. Leave the member out then.', example: 'Everything you may do' })
  all?: string;

  @ApiPropertyOptional({ description: 'Characters at most.', example: 100 })
  maxLength?: number;

  @ApiPropertyOptional({ type: [String], description: 'What is in use already: another one is hard to tell from it.', example: ['CI Server'] })
  taken?: string[];

  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
    description: 'What it is now, or usually.',
    example: 'CI server',
  })
  value?: string | boolean | string[] | null;
}

/** What a form asks for. */
export abstract class FormModelDto extends LinkedDto {
  @ApiProperty({ type: [FieldDto], description: 'What to send to `_links.submit`, by `POST`.' })
  fields: FieldDto[];
}

export type FormModel = FormModelDto;

/** A field by the name the native API has for it. */
export type Field = Omit<FieldDto, 'label'> & { readonly name: string };

/** What a form knows of its fields only when somebody asks for it. */
export interface FieldState {
  readonly options?: OptionDto[];
  readonly taken?: string[];
  readonly value?: FieldDto['value'];
}

/** Fields under their labels, with what is known of them now. */
export const formFields = (fields: readonly Field[], states: Readonly<Record<string, FieldState>> = {}): FieldDto[] =>
  fields.map(({ name, ...field }) => ({ label: labelOf(name), ...field, ...states[name] }));

/** A form at an address of its own, which also takes it. */
export const formModel = (fields: readonly Field[], path: string, states: Readonly<Record<string, FieldState>> = {}): FormModel => ({
  fields: formFields(fields, states),
  _links: links({ self: path, submit: path }),
});
