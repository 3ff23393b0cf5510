import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

const text = { required: false, schema: { type: 'string' as const } };

/** `fields`, wherever entities are answered. */
export const TakesFields = () =>
  applyDecorators(ApiQuery({ name: 'fields', ...text, description: 'Members to show, references expanded through up to three levels.', example: 'id,name' }));

/** `query`: which entities are meant. */
export const TakesQuery = (required = false) =>
  applyDecorators(
    ApiQuery({
      name: 'query',
      ...text,
      required,
      description: 'A condition in double quotes: `EQ = LT < GT > LE <= GE >= IN BTW`, `;` and, `||` or, `!` not, parentheses, `*` in text, `{…}` for references.',
      example: '"(id GE 1001)"',
    }),
  );

/** What collections take. */
export const TakesCollectionQuery = () =>
  applyDecorators(
    TakesFields(),
    TakesQuery(),
    ApiQuery({ name: 'order_by', ...text, description: 'Fields parted by commas, `-` before one for descending; by id where nothing else tells.', example: '-id' }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 1000 }, description: 'Entities at most.', example: 100 }),
    ApiQuery({ name: 'offset', required: false, schema: { type: 'integer', minimum: 0, default: 0 }, description: 'Entities passed over.', example: 0 }),
  );
