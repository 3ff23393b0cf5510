/** Times go over the wire in UTC and whole seconds: `2021-08-24T00:00:00Z`. */
export const wireInstant = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
