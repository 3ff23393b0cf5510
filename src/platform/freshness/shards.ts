/** What belongs to the whole instance, accounts above all; every answer looks at it. Organisations are shards by their id. */
export const instanceShard = 0;
