/** The published specifications: what the explorer shows and clients are made from. */
export const specifications = [
  { name: 'latchkey', title: 'Latchkey API' },
  { name: 'octane', title: 'ALM Octane' },
] as const;

export type SpecificationName = (typeof specifications)[number]['name'];
