/** How much a filled database holds. */
export interface Counts {
  readonly keys: number;
  readonly users: number;
  readonly roles: number;
  readonly organisations: number;
}

/** What belongs to so many keys: at 1,000,000 of them 100,000 users, 10,000 roles and 1,000 organisations. */
export const countsFor = (keys: number): Counts => ({
  keys,
  users: Math.max(1, Math.ceil(keys / 10)),
  roles: Math.ceil(keys / 100),
  organisations: Math.max(1, Math.ceil(keys / 1_000)),
});
