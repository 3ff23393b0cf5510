// WHO MAY DO WHAT: pure. Nothing here does I/O or knows Nest; `http/` is the only part that does.
export * from './access.errors.js';
export * from './caller.js';
export * from './decision.js';
export { beyond, demand, demandHeld, newDecisionId, outlives, refusal, wantsSecondFactor } from './enforce.js';
export * from './permission-set.js';
export * from './permissions.js';
