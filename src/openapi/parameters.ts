export interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: { type?: string; example?: unknown };
}

/**
 * Of what can be left out, the example is said in words: Swagger UI fills examples in and sends them, and a cursor or a
 * search that somebody made up finds nothing, or is refused.
 */
export function tellExample(parameter: Parameter): void {
  const { example: ofSchema, ...schema } = parameter.schema ?? {};
  const example = parameter.example ?? ofSchema;
  delete parameter.example;
  if (parameter.schema) parameter.schema = schema;
  if (example === undefined) return;
  const text = `E.g. ${[example as string | string[]].flat().map((each) => `\`${each}\``).join(', ')}.`;
  parameter.description = [parameter.description, text].filter(Boolean).join(' ');
}
