/** The published specifications: what the explorer shows and clients are made from. */
export const specifications = [{ name: 'latchkey', title: 'Latchkey API' }] as const;
