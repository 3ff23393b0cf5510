export type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** One word about the state of a thing: told by the word, not by its colour alone. */
export const Badge = ({ tone = 'plain', children }: { tone?: Tone; children: string }) => <span class={`badge badge-${tone}`}>{children}</span>;
