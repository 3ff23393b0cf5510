// The token endpoints of Incorta's public API v1: a proof of the profile key gets a pair of tokens.
export { IncortaModule } from './incorta.module.js';
