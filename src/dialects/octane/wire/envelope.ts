/** An entity as it goes over the wire. */
export type Entity = Record<string, unknown>;

/** A collection as it goes over the wire: `total` counts everything the query means, not only this page. */
export const envelope = (total: number, data: readonly Entity[]) => ({ total_count: total, data, exceeds_total_count: false });

export type Envelope = ReturnType<typeof envelope>;
