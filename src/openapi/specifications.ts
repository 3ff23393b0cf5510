/** The published specifications: what the explorer shows and clients are made from. */
export const specifications = [
  { name: 'latchkey', title: 'Latchkey API', explorer: 'api' },
  { name: 'pages', title: 'Pages', explorer: null },
  { name: 'octane', title: 'ALM Octane', explorer: null },
  { name: 'incorta', title: 'Incorta', explorer: 'incorta/api' },
] as const;

export type SpecificationName = (typeof specifications)[number]['name'];
