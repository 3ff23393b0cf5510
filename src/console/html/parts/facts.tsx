import type { ComponentChildren } from 'preact';

interface FactsProps {
  /** Each with the word for it, in order. */
  readonly facts: readonly (readonly [label: string, value: ComponentChildren])[];
  /** On a ground of its own. */
  readonly panel?: boolean;
}

/** What there is to know of one thing. */
export const Facts = ({ facts, panel = false }: FactsProps) => (
  <dl class={panel ? 'facts panel' : 'facts'}>
    {facts.map(([label, value]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
