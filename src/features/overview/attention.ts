/** Why somebody should look at a key. */
export const attentionKinds = ['never-used', 'without-expiry', 'unbounded', 'owner-gone'] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export const isAttentionKind = (text: string): text is AttentionKind => attentionKinds.some((kind) => kind === text);
