/** What a field is compared with, as it was written. */
export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'flag'; readonly value: boolean }
  /** A number without quotes. */
  | { readonly kind: 'integer'; readonly text: string }
  /** Quoted text, cut where an unescaped `*` stood: one part means no wildcard. */
  | { readonly kind: 'text'; readonly parts: readonly string[] }
  | { readonly kind: 'current-user' }
  /** A condition on the things the field refers to. */
  | { readonly kind: 'nested'; readonly condition: Condition };

export type Operator = '=' | '<' | '>' | '<=' | '>=';

/** `position`: where it stands in the query, for the error that names it. */
export type Comparison = { readonly field: string; readonly position: number } & (
  | { readonly operator: Operator; readonly value: Literal }
  | { readonly operator: 'IN'; readonly values: readonly Literal[] }
  | { readonly operator: 'BTW'; readonly low: Literal; readonly high: Literal }
);

/** A parsed query. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'comparison'; readonly comparison: Comparison };
