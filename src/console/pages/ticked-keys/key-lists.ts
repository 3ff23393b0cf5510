/** The lists in which keys are ticked: where one came from and goes back to. */
export const keyLists = ['api-key', 'api-token', 'api-token/all'] as const;
export type KeyList = (typeof keyLists)[number];
